using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using CycleSim.Platform.Processes;
using CycleSim.Terminal;
using CycleSim.Terminal.Options;
using CycleSim.Training.Data;
using CycleSim.TrainingRuns;
using CycleSim.Workloads.Networks;

namespace CycleSim.Training.Commands;

/// <summary>
/// `cyclesim-train describe`: what a run depends on beyond its options, as JSON, for programs that keep results of runs. Nothing is
/// trained, and libtorch is not loaded.
/// </summary>
internal static class DescribeCommand
{
    private static readonly Option<string?> NetworkName = SharedOptions.Network.Optional<string?>();

    internal static Command Create(DatasetCache datasets)
    {
        var command = new Command(
            TrainingCommands.Describe,
            "Print which network is trained on which images, and a fingerprint of both, as JSON. " +
            "Without --network only the images are described.\n\n" +
            "Example: cyclesim-train describe --network lenet5 --dataset mnist --data DIR") { NetworkName, NetworkOptions.Width };
        foreach (Option option in DataOptions.All)
            command.Options.Add(option);
        command.SetAction(parsed => Run(parsed, datasets));
        return command;
    }

    private static int Run(ParseResult parsed, DatasetCache datasets)
    {
        // It takes a moment. A program that started this one is told by the same Ctrl-C, and stops in its own way.
        using var interrupt = new InterruptToken();
        DatasetSpec spec = DataOptions.Spec(parsed);
        Network? network = parsed.GetValue(NetworkName) is { } name ? NetworkOptions.Load(parsed, name, spec) : null;
        Dataset dataset = DataOptions.Load(parsed, datasets, spec, DataOptions.FolderOf(parsed));
        var description = new TrainingDescription(
            network?.Name, dataset.Spec.Name, dataset.Train.Count, dataset.Test.Count, Fingerprint(network, dataset));
        Console.Out.WriteLine(description.ToText());
        return ExitCode.Done;
    }

    private static string Fingerprint(Network? network, Dataset dataset)
    {
        string images = $"images {Hash(dataset)}";
        return network is null ? images : $"network {network.Name}\n{string.Join('\n', network.Layers)}\n{images}";
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
