"""What learns from settled cases. Only this room knows numpy, scipy and scikit-learn."""

from learning.learner import LinearLearner
from learning.start import start_lessons

__all__ = ["LinearLearner", "start_lessons"]
