using CycleSim.Studies.Accuracy;

namespace CycleSim.Studies.Tests.Reproduction;

/// <summary>Trains nothing: says what a table of outcomes says, and writes a log as the real one does.</summary>
internal sealed class FakeTraining(Func<TrainingRequest, double?> accuracy) : ITrainingBackend
{
    internal int Trainings { get; private set; }

    internal string? Missing { get; init; }

    public string? WhyMissing(string dataset) => Missing;

    public string Fingerprint(TrainingRequest request) => "fake";

    public TrainedRun Train(TrainingRequest request, string folder, CancellationToken cancellation)
    {
        Trainings++;
        double? test = accuracy(request);
        string step = FormattableString.Invariant($"{{\"kind\":\"step\",\"step\":0,\"accuracy\":{test ?? 0}}}\n");
        string end = test is { } share
            ? Epoch(50, share) + Epoch(100, share)
            : "{\"kind\":\"diverged\",\"step\":1}\n";
        File.WriteAllText(Path.Combine(folder, "log.jsonl"), step + end);
        return new TrainedRun(test is null ? 0 : 100, 900, test is null, test, 60_000, 10_000);
    }

    private static string Epoch(int step, double share) =>
        FormattableString.Invariant($"{{\"kind\":\"epoch\",\"step\":{step},\"train_accuracy\":{share},\"test_accuracy\":{share}}}\n");
}
