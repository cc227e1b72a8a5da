namespace CycleSim.Studies.Accuracy;

/// <summary>Trains networks. Studies know no training library; whoever runs them brings one.</summary>
public interface ITrainingBackend
{
    /// <summary>Why a data set cannot be used; null if it can.</summary>
    public string? WhyMissing(string dataset);

    /// <summary>What a run depends on beyond the request: network and images, as text.</summary>
    public string Fingerprint(TrainingRequest request);

    /// <summary>Trains.</summary>
    /// <param name="request">What to train.</param>
    /// <param name="folder">Folder for log and checkpoint; a run that is there is resumed.</param>
    /// <param name="cancellation">Ends the run with a checkpoint.</param>
    /// <exception cref="OperationCanceledException">The run was ended early.</exception>
    public TrainedRun Train(TrainingRequest request, string folder, CancellationToken cancellation);
}
