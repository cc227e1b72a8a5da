using CycleSim.Configuration.Models;
using CycleSim.Configuration.Text;
using CycleSim.Dram.FastForward;
using CycleSim.Studies.Plans;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;

namespace CycleSim.Studies.Tests.Golden;

/// <summary>One training step whose result is pinned: machine "paper", batch 512.</summary>
/// <param name="Network">A shipped network.</param>
/// <param name="Memory">A shipped memory.</param>
/// <param name="Capacity">Total on-chip capacity.</param>
internal sealed record GoldenStep(string Network, string Memory, string Capacity)
{
    internal const int Batch = 512;

    private static readonly string[] Capacities = ["512 KiB", "48 MiB", "384 MiB"];

    /// <summary>Steps of the README's tables beyond the grid.</summary>
    internal static readonly string[] ReadmeNetworks =
        ["lenet5-28x28-mnist", "alexnet-cifar10", "vgg16-cifar100", "resnet18-cifar100", "resnet34-cifar100"];

    internal static readonly string[] ReadmeMemories = ["sram", "stt-mram", "stt-mram-p55"];

    internal static readonly string[] ReadmeCapacities = ["32 KiB", "1 MiB", "8 MiB", "48 MiB", "128 MiB", "256 MiB", "512 MiB"];

    internal const string ReadmeCapacity = "48 MiB";

    internal const string ReadmeSweepNetwork = "vgg16-cifar100";

    /// <summary>Pinned steps: shipped networks of small images x {SRAM, STT-MRAM} x three capacities, and those of the README.</summary>
    internal static IReadOnlyList<GoldenStep> All =>
    [
        .. (from network in ModelStore.Names(ModelKind.Networks)
            where IsPinned(NetworkLoader.Load(network))
            from memory in new[] { "sram", "stt-mram" }
            from capacity in Capacities
            select new GoldenStep(network, memory, capacity))
            .Concat(from network in ReadmeNetworks
                    from memory in ReadmeMemories
                    select new GoldenStep(network, memory, ReadmeCapacity))
            .Concat(from capacity in ReadmeCapacities
                    from memory in ReadmeMemories
                    select new GoldenStep(ReadmeSweepNetwork, memory, capacity))
            .Distinct(),
    ];

    /// <summary>
    /// Whether every run of the tests checks it: all of a small network, one memory of a middle one, one step of each large one.
    /// </summary>
    internal bool IsQuick => (Network, Memory, Capacity) switch
    {
        ("lenet5-28x28-mnist", "sram" or "stt-mram", _) => Capacities.Contains(Capacity),
        ("alexnet-cifar10", "stt-mram", _) => Capacities.Contains(Capacity),
        ("vgg16-cifar100", "stt-mram", "48 MiB") => true,
        ("resnet18-cifar100", "sram", "384 MiB") => true,
        _ => false,
    };

    /// <summary>Whether a network is one of small images, with layers that are lowered by their kinds, as in version 0.1.</summary>
    private static bool IsPinned(Network network) =>
        network.Input is { IsTokens: false, Height: <= 32 } && network.Layers.All(layer => layer.Kind is ILoweredLayerKind);

    /// <summary>Runs the step and reads its report.</summary>
    internal GoldenRow Run(RowMemo rows)
    {
        var point = new StudyPoint(
            StudyNetwork.Load(Network), Batch, MachineVariant.Load("paper"), MemoryVariant.Load(Memory), ByteSize.Parse(Capacity));
        string file = Path.GetTempFileName();
        try
        {
            PointFile.Make(point, file, rows, CancellationToken.None);
            return GoldenRow.FromReport(this, file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
