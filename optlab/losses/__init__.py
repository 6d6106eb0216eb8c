"""What is minimised: losses over examples, and the gallery of landscapes."""

from optlab.losses import landscapes
from optlab.losses.loss import Batch, Loss, parse_loss

__all__ = ["Batch", "Loss", "landscapes", "parse_loss"]
