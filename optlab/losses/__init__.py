"""What is minimised: losses over examples, and the gallery of landscapes."""

from optlab.losses import landscapes
from optlab.losses.loss import Loss, parse_loss
from optlab.losses.mean import Batch

__all__ = ["Batch", "Loss", "landscapes", "parse_loss"]
