using System.Security.Cryptography;
using System.Text;
using CycleSim.Configuration;
using CycleSim.Studies.Accuracy;
using CycleSim.Training.Data;
using CycleSim.Training.Errors;
using CycleSim.Training.Networks;
using CycleSim.Training.Running;
using CycleSim.Workloads.Networks;

namespace CycleSim.Cli.Commands.Study;

/// <summary>Trains for studies with libtorch, which is loaded by the first run.</summary>
/// <param name="folder">Folder with the data sets; null if none was named.</param>
/// <param name="allowPartial">Whether incomplete data sets may be used.</param>
internal sealed class TrainingBackend(string? folder, bool allowPartial) : ITrainingBackend
{
    private readonly Dictionary<string, (Dataset Data, string Hash)> _datasets = [];

    public string? WhyMissing(string dataset)
    {
        if (string.IsNullOrWhiteSpace(folder))
            return "no folder with data sets was named (--data DIR or CYCLESIM_DATA)";
        try
        {
            Load(dataset);
            return null;
        }
        catch (InputException problem)
        {
            return problem.Message.ReplaceLineEndings(" ");
        }
    }

    public string Fingerprint(TrainingRequest request)
    {
        (Dataset data, string hash) = Load(request.Dataset);
        Network network = NetworkChoice.Load(request.Network, data.Spec);
        return $"network {network.Name}\n{string.Join('\n', network.Layers)}\nimages {hash}";
    }

    public TrainedRun Train(TrainingRequest request, string folder, CancellationToken cancellation)
    {
        (Dataset data, _) = Load(request.Dataset);
        using var files = RunFiles.Open(folder, resumes: true);
        using var trainer = new Trainer(NetworkChoice.Load(request.Network, data.Spec), data, Options(request));
        TrainingResult result = trainer.Run(files, null, cancellation);
        if (result.Status == TrainingStatus.Interrupted)
            throw new OperationCanceledException(cancellation);
        // The result is what counts from here on; weights of large networks would fill the disk.
        File.Delete(files.Checkpoint);
        return new TrainedRun(
            result.Steps, result.StepsPerEpoch, result.Status == TrainingStatus.Diverged, result.TestAccuracy, data.Train.Count,
            Math.Min(request.TestImages ?? int.MaxValue, data.Test.Count));
    }

    private static TrainingOptions Options(TrainingRequest request) => new()
    {
        Epochs = request.Epochs,
        Batch = request.Batch,
        LearningRate = request.LearningRate,
        Seed = request.Seed,
        MaxSteps = request.MaxSteps,
        TestImages = request.TestImages,
        CheckpointEvery = 100,
        Errors = new ErrorSpec(
            request.ErrorModel == "flip" ? ErrorModel.Flip : ErrorModel.StuckAtOld, Map(request.Activations), Map(request.Weights),
            Map(request.Errors)),
    };

    private static BitMap Map(string text) => BitMap.Parse(text, "write error rates");

    private (Dataset Data, string Hash) Load(string name)
    {
        if (!_datasets.TryGetValue(name, out (Dataset, string) loaded))
        {
            Dataset data = DatasetLoader.Load(DatasetSpec.Find(name), folder!, allowPartial);
            _datasets.Add(name, loaded = (data, Hash(data)));
        }

        return loaded;
    }

    private static string Hash(Dataset data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (ImageSet images in new[] { data.Train, data.Test })
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{images.Count}\n"));
            hash.AppendData(images.Pixels.AsSpan());
            hash.AppendData(images.Labels.AsSpan());
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
