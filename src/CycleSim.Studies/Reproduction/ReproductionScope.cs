using System.Collections.Immutable;
using CycleSim.Platform;
using CycleSim.Studies.Accounting;
using CycleSim.Studies.Accuracy;
using CycleSim.Studies.Arrays;
using CycleSim.Studies.Reports;

namespace CycleSim.Studies.Reproduction;

/// <summary>How much is run.</summary>
public sealed record ReproductionScope
{
    private const long KiB = 1 << 10;
    private const long MiB = 1 << 20;

    /// <summary>What the scope is, for the report.</summary>
    public required string Description { get; init; }

    /// <summary>Whether it is a look only, which every table of the report then says.</summary>
    public bool IsQuick { get; init; }

    /// <summary>Whether figure 14 shows the trainings that are there already, and none is run.</summary>
    public bool TrainsNothing { get; init; }

    /// <summary>The network of figures 9, 11, 12 and 15.</summary>
    public required NetworkGrid Headline { get; init; }

    /// <summary>The networks of figures 10 and 13.</summary>
    public required ImmutableArray<NetworkGrid> Others { get; init; }

    /// <summary>Batch size.</summary>
    public int Batch { get; init; } = 512;

    /// <summary>The network of the sensitivity study.</summary>
    public required string SensitivityNetwork { get; init; }

    /// <summary>Capacities of the sensitivity study.</summary>
    public required ImmutableArray<long> SensitivityCapacities { get; init; }

    /// <summary>Networks that the readings of the account are shown on beside the headline, at equal area.</summary>
    public ImmutableArray<string> ReadingNetworks { get; init; } = ["resnet18-cifar100", "resnet34-cifar100"];

    /// <summary>Trajectories at each current.</summary>
    public long Trajectories { get; init; } = 20_000;

    /// <summary>Training runs.</summary>
    public required ImmutableArray<AccuracyGroup> Accuracy { get; init; }

    /// <summary>A title, or the first column of a table, that says when it is of a quick run.</summary>
    /// <param name="text">What it is otherwise.</param>
    public string Marked(string text) => IsQuick ? $"{text} (quick)" : text;

    /// <summary>A table that says in the name of its first column when it is of a quick run.</summary>
    /// <param name="table">What it is otherwise.</param>
    internal ReportTable Marked(ReportTable table) =>
        table.Columns.IsEmpty ? table : table with { Columns = table.Columns.SetItem(0, Marked(table.Columns[0])) };

    /// <summary>Everything: twenty minutes on two cores, and hours of training.</summary>
    /// <param name="epochs">Epochs of every training run instead; null for the scope's own budget.</param>
    /// <param name="maxSteps">Maximum number of steps of every training run instead; null for the scope's own budget.</param>
    public static ReproductionScope Full(int? epochs = null, long? maxSteps = null) => new()
    {
        Description = "full: VGG16 and AlexNet at every power of two from 32 KiB to 512 MiB, and on areas of STT-MRAM from 64 KiB to " +
            "1.5 GiB, one an octave, two from 4 MiB on, AlexNet in two variants and on four areas an octave between 8 and 48 mm2; " +
            "ResNet18 and ResNet34 at the same capacities and on eight areas",
        Headline = Fine("vgg16-cifar100"),
        Others =
        [
            Spiking("alexnet-cifar10"), Spiking("alexnet-cifar100"), Spiking("alexnet-bearpaw-cifar10"),
            Coarse("resnet18-cifar10"), Coarse("resnet18-cifar100"), Coarse("resnet34-cifar10"), Coarse("resnet34-cifar100"),
        ],
        SensitivityNetwork = "vgg16-cifar100",
        SensitivityCapacities = [128 * MiB, 512 * MiB],
        Accuracy = AccuracyPlan.Full(epochs, maxSteps),
    };

    /// <summary>A look in less than three minutes.</summary>
    /// <param name="epochs">Epochs of every training run instead; null for the scope's own budget.</param>
    /// <param name="maxSteps">Maximum number of steps of every training run instead; null for the scope's own budget.</param>
    public static ReproductionScope Quick(int? epochs = null, long? maxSteps = null) => new()
    {
        IsQuick = true,
        Description = "quick: VGG16/CIFAR-100, AlexNet/CIFAR-10 and ResNet18/CIFAR-10 only, four sizes or fewer except for the " +
            "spike, sensitivity of AlexNet, LeNet5 alone is trained and for 200 steps, which cannot tell whether it converges",
        Headline = Quick("vgg16-cifar100"),
        Others = [Quick("alexnet-cifar10"), new("alexnet-bearpaw-cifar10", [512 * MiB], [8 * MiB, 512 * MiB]) { Areas = SpikeAreas },
            new("resnet18-cifar10", [512 * KiB, 512 * MiB], [512 * MiB])],
        SensitivityNetwork = "alexnet-cifar10",
        SensitivityCapacities = [512 * MiB],
        Accuracy = AccuracyPlan.Quick(epochs, maxSteps),
    };

    /// <summary>The same with some of the trainings.</summary>
    /// <param name="ids">Networks with their data sets, e.g. "lenet5-mnist"; none for all.</param>
    /// <exception cref="InputException">A training is none of this scope.</exception>
    public ReproductionScope WithTrainings(IReadOnlyCollection<string> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        if (ids.FirstOrDefault(id => Accuracy.All(group => group.Id != id)) is { } unknown)
            throw new InputException($"--trainings {unknown}: allowed are {string.Join(", ", Accuracy.Select(group => group.Id))}");
        return ids.Count == 0 ? this : this with { Accuracy = [.. Accuracy.Where(group => ids.Contains(group.Id))] };
    }

    private static NetworkGrid Fine(string network) => new(
        network, ArraySweep.Capacities(32 * KiB, 512 * MiB, 1),
        [.. ArraySweep.Capacities(64 * KiB, 2 * MiB, 1), .. ArraySweep.Capacities(4 * MiB, 1024 * MiB, 2), 1536 * MiB]);

    private static NetworkGrid Spiking(string network) => Fine(network) with { Areas = SpikeAreas };

    /// <summary>Areas between which a spike is looked for, four in each doubling: it is about a fifth of a doubling wide.</summary>
    private static ImmutableArray<double> SpikeAreas => AccountCurve.Areas(AreaSpike.MinAreaMm2, AreaSpike.MaxAreaMm2, perOctave: 4);

    private static NetworkGrid Coarse(string network) => new(
        network, ArraySweep.Capacities(32 * KiB, 512 * MiB, 1),
        [512 * KiB, 2 * MiB, 8 * MiB, 32 * MiB, 128 * MiB, 512 * MiB, 1024 * MiB, 1536 * MiB]);

    private static NetworkGrid Quick(string network) => new(
        network, [512 * KiB, 8 * MiB, 128 * MiB, 512 * MiB], [8 * MiB, 32 * MiB, 128 * MiB, 512 * MiB]);
}
