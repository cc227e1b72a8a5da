using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;

namespace CycleSim.Studies.Accounting;

/// <summary>
/// A training step of which convolutions and fully connected layers alone count: forward in order, then for each in the reverse order the
/// gradient of its input, that of its weights, and the update. What other layers make of a structure appears with it and moves nothing.
/// </summary>
/// <param name="network">The network.</param>
/// <param name="builder">Collects structures and operations.</param>
internal sealed class CountedLowering(Network network, ProgramBuilder builder)
{
    private readonly CountedValues _values = new(network, builder);
    private readonly Dictionary<int, AccountStructure> _errors = [];
    private readonly Dictionary<int, int> _completions = [];
    private readonly List<(Layer Layer, AccountStructure Input, AccountStructure Output, AccountStructure Weights)> _layers = [];

    /// <summary>Lowers the step.</summary>
    public AccountProgram Lower()
    {
        foreach (Layer layer in network.Layers)
            Forward(layer);
        foreach ((Layer layer, AccountStructure input, AccountStructure output, AccountStructure weights) in Enumerable.Reverse(_layers))
            Backward(layer, input, output, weights);
        HandOnInputs();
        HandOnErrors();
        return builder.Build();
    }

    private void Forward(Layer layer)
    {
        if (layer.Kind.IsLoss)
            return;
        if (!layer.IsGemm)
        {
            _values.Pass(layer);
            return;
        }

        AccountStructure input = _values.Of(layer.Inputs[0]);
        AccountStructure weights = builder.Parameters(
            $"{layer.Name} weights", layer.Output.Channels, (long)layer.Kernel * layer.Kernel * layer.Input.Channels);
        AccountStructure output = _values.Compute(layer);
        builder.AddProduct($"{layer.Name} forward", true, new LayerProducts(layer, input, weights).Forward(output));
        _layers.Add((layer, input, output, weights));
    }

    private void Backward(Layer layer, AccountStructure input, AccountStructure output, AccountStructure weights)
    {
        var products = new LayerProducts(layer, input, weights);
        AccountStructure error = ErrorOf(output);
        if (!_values.IsData(input))
        {
            AccountStructure target = ErrorOf(input);
            foreach (Product product in products.InputGradient(error, target))
                builder.AddProduct($"{layer.Name} input gradient", false, product);
            _completions[target.Id] = builder.Count - 1;
        }

        AccountStructure gradient = builder.Create($"{layer.Name} gradient", TensorRole.Weight, weights.Slices, weights.WordsPerSlice);
        builder.AddProduct($"{layer.Name} weight gradient", false, products.WeightGradient(error, gradient));
        builder.AddUpdate(weights, gradient);
    }

    /// <summary>
    /// The error of a structure. A term of a sum that no product reads has the error of the sum.
    /// </summary>
    private AccountStructure ErrorOf(AccountStructure structure)
    {
        if (_errors.TryGetValue(structure.Id, out AccountStructure? error))
            return error;
        error = _values.SumOf(structure) is { } sum && !IsRead(structure)
            ? ErrorOf(sum)
            : builder.Images($"{structure.Name} error", TensorRole.Error, structure.WordsPerSlice);
        return _errors[structure.Id] = error;
    }

    private bool IsRead(AccountStructure structure) =>
        _layers.Any(layer => layer.Input == structure) || _values.Derived.Any(derived => _values.SourceOf(derived) == structure);

    private void HandOnInputs()
    {
        foreach (AccountStructure derived in _values.Derived.Where(derived => _layers.Any(layer => layer.Input == derived)))
        {
            if (_values.IsData(derived))
                builder.Given(derived);
            else
                builder.HandOn(_values.MakerOf(derived), derived);
        }
    }

    /// <summary>
    /// An error that no product computes appears with that of what was made of the structure: through the layers that do not count.
    /// Behind the last product there is the loss, which the last product of the forward pass hands its error.
    /// </summary>
    private void HandOnErrors()
    {
        int last = _layers.Count - 1;
        foreach ((int value, AccountStructure error) in _errors.OrderBy(entry => entry.Key).DistinctBy(entry => entry.Value.Id))
            if (!_completions.ContainsKey(error.Id))
                builder.HandOn(CompletionBehind(value) ?? last, error);
    }

    private int? CompletionBehind(int value)
    {
        int? completion = null;
        foreach (AccountStructure derived in _values.Derived.Where(derived => _values.SourceOf(derived)!.Id == value))
        {
            int? own = _errors.TryGetValue(derived.Id, out AccountStructure? error) && _completions.TryGetValue(error.Id, out int at)
                ? at
                : CompletionBehind(derived.Id);
            if (own is not null && (completion is null || own > completion))
                completion = own;
        }

        return completion;
    }
}
