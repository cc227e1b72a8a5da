using CycleSim.Traces;
using CycleSim.Traces.Traffic;
using CycleSim.Training.Data;
using CycleSim.Training.Networks;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;

namespace CycleSim.Training.Running;

/// <summary>Records what chosen steps store: every tensor with the bits that toggle against what was there.</summary>
internal sealed class TrafficRecorder
{
    private readonly IReadOnlySet<long> _steps;

    /// <summary>Makes a recorder.</summary>
    /// <param name="steps">The steps, from 0. What step 0 overwrites is unknown and taken as zeros.</param>
    public TrafficRecorder(IReadOnlySet<long> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        _steps = steps;
    }

    /// <summary>What was recorded so far.</summary>
    public TensorTraffic Traffic { get; } = new();

    /// <summary>The steps to record.</summary>
    internal IReadOnlySet<long> Steps => _steps;

    /// <summary>Whether a step is recorded.</summary>
    internal bool Records(long step) => _steps.Contains(step);

    /// <summary>Whether what a step stores is overwritten in one that is recorded.</summary>
    internal bool NeedsContentOf(long step) => _steps.Contains(step) || _steps.Contains(step + 1);

    internal void Start(Network network, DatasetSpec dataset, TrainingOptions options)
    {
        Traffic.Network = network.Name;
        Traffic.Dataset = dataset.Name;
        Traffic.Batch = (uint)options.Batch;
        Traffic.Seed = options.Seed;
        // The momentum of the other one is kept outside of the scratchpads: its step is that of plain descent.
        if (options.Optimizer != TrainedOptimizers.FusedMomentum)
            Traffic.Optimizer = options.Optimizer;
    }

    /// <summary>Adds a tensor that is about to be written.</summary>
    internal StoredTensor Add(
        long step, TensorRole role, NamedTensor tensor, string layer, ReadOnlySpan<uint> values, ReadOnlySpan<uint> old)
    {
        if (Traffic.Steps.Count == 0 || Traffic.Steps[^1].Step != (ulong)step)
            Traffic.Steps.Add(new TrafficStep { Step = (ulong)step });
        var stored = new StoredTensor
        {
            Name = tensor.Name,
            Layer = layer,
            Pass = role switch
            {
                TensorRole.Activation => StorePass.Forward,
                TensorRole.Weight => StorePass.Update,
                _ => StorePass.InputGradient,
            },
            Role = (StoreRole)TensorRoles.NumberOf(role),
            Bytes = (ulong)values.Length * sizeof(uint),
        };
        stored.Shape.Add(tensor.Values.shape.Select(size => (uint)size));
        stored.Toggled.Add(Differing(values, old));
        Traffic.Steps[^1].Tensors.Add(stored);
        return stored;
    }

    private static ulong[] Differing(ReadOnlySpan<uint> values, ReadOnlySpan<uint> old)
    {
        ulong[] counts = new ulong[StoredWord.Bits];
        for (int word = 0; word < values.Length; word++)
        {
            uint differs = values[word] ^ old[word];
            for (int bit = 0; bit < counts.Length; bit++)
                counts[bit] += (differs >> bit) & 1;
        }

        return counts;
    }
}
