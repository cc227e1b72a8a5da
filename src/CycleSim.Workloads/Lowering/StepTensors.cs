using System.Collections.Immutable;
using CycleSim.Workloads.Formats;
using CycleSim.Workloads.Networks;

namespace CycleSim.Workloads.Lowering;

/// <summary>
/// The tensors of a training step while they are created. They are numbered in that order; what the update of weights is decides in which
/// formats weights and their gradients are stored.
/// </summary>
/// <param name="update">How weights are updated.</param>
internal sealed class StepTensors(StepUpdate update)
{
    private readonly List<TensorSpec> _tensors = [];
    private readonly UniqueNames _names = new('.');
    private readonly ImmutableHashSet<int>.Builder _inDram = ImmutableHashSet.CreateBuilder<int>();
    private readonly ImmutableHashSet<int>.Builder _kept = ImmutableHashSet.CreateBuilder<int>();

    /// <summary>Creates a tensor; one with a name that is taken gets a number behind it.</summary>
    public TensorSpec Create(string name, TensorRole role, int layer, int slices, long words, NumberFormat? format = null)
    {
        var tensor = new TensorSpec(_tensors.Count, _names.Take(name), role, layer, slices, checked((int)words)) { Format = format };
        _tensors.Add(tensor);
        return tensor;
    }

    /// <summary>Creates data that comes from outside, as images and labels do: it is in DRAM at the start.</summary>
    public TensorSpec CreateData(string name, int slices, long words)
    {
        TensorSpec tensor = Create(name, TensorRole.Activation, -1, slices, words);
        StartInDram(tensor);
        return tensor;
    }

    /// <summary>Creates trained parameters: they are in DRAM at the start, and what the update changed is at the end.</summary>
    public TensorSpec CreateWeights(string name, int layer, int slices, long words) =>
        CreateKept(name, layer, slices, words, update.WeightFormat);

    /// <summary>Creates the gradient of trained parameters, or a part of it, in their shape.</summary>
    public TensorSpec CreateGradient(TensorSpec weights, int layer, string part = "gradient") =>
        Create($"{weights.Name}.{part}", TensorRole.Weight, layer, weights.Slices, weights.WordsPerSlice, update.GradientFormat);

    /// <summary>Creates what is kept for the update of trained parameters alone, as momentum.</summary>
    public ImmutableArray<TensorSpec> CreateStates(TensorSpec weights, int layer) =>
    [
        .. update.States.Select(state =>
            CreateKept($"{weights.Name}.{state}", layer, weights.Slices, weights.WordsPerSlice, update.FormatOf(state))),
    ];

    /// <summary>Says that a tensor is in DRAM at the start.</summary>
    public void StartInDram(TensorSpec tensor) => _inDram.Add(tensor.Id);

    /// <summary>The step with the tensors as they are now.</summary>
    public StepProgram Build(INetwork network, int batch, IEnumerable<StepOperation> operations) =>
        new(network, batch, [.. _tensors], [.. operations], _inDram.ToImmutable(), _kept.ToImmutable());

    private TensorSpec CreateKept(string name, int layer, int slices, long words, NumberFormat? format)
    {
        TensorSpec tensor = Create(name, TensorRole.Weight, layer, slices, words, format);
        StartInDram(tensor);
        _kept.Add(tensor.Id);
        return tensor;
    }
}
