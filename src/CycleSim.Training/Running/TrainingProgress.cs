namespace CycleSim.Training.Running;

/// <summary>How far a run is.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Steps of the run.</param>
/// <param name="Epoch">Epoch of the last step, from 0.</param>
/// <param name="Loss">Loss of the last step.</param>
/// <param name="Accuracy">Share of training images of this epoch that were classified right.</param>
internal readonly record struct TrainingProgress(long Step, long Steps, int Epoch, double Loss, double Accuracy);
