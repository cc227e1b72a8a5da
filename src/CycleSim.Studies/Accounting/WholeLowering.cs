using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;

namespace CycleSim.Studies.Accounting;

/// <summary>A training step of which all layers count; each keeps its output, and a ReLU is part of the layer before it.</summary>
/// <param name="network">The network.</param>
/// <param name="builder">Collects structures and operations.</param>
/// <param name="batch">Batch size.</param>
internal sealed class WholeLowering(Network network, ProgramBuilder builder, int batch)
{
    private readonly AccountStructure[] _outputs = new AccountStructure[network.Layers.Length];
    private readonly Dictionary<string, AccountStructure> _own = [];
    private readonly WholeErrors _errors = new(network, builder);
    private AccountStructure _images = null!;

    /// <summary>Lowers the step.</summary>
    public AccountProgram Lower()
    {
        _images = builder.Given(builder.Images("images", TensorRole.Activation, network.Input.Words));
        foreach (Layer layer in network.Layers)
            Forward(layer);
        foreach (Layer layer in network.Layers.Reverse())
            Backward(layer);
        return builder.Build();
    }

    private AccountStructure Output(int producer) => producer == Network.InputIndex ? _images : _outputs[producer];

    private AccountStructure InputOf(Layer layer) => Output(layer.Inputs[0]);

    private AccountStructure Compute(Layer layer) =>
        _outputs[layer.Index] = builder.Images($"{layer.Name} output", TensorRole.Activation, layer.Output.Words);

    private void Forward(Layer layer)
    {
        if (layer.IsGemm)
            ForwardProduct(layer);
        else if (layer.Kind.RecomputesReluMask)
            ForwardNormalisation(layer);
        else if (!layer.Kind.IsLoss)
            builder.AddSweep($"{layer.Name} forward", true, layer.Inputs.Select(Output), [Compute(layer)]);
    }

    private void ForwardProduct(Layer layer)
    {
        AccountStructure weights = Own(layer, "weights", builder.Parameters(
            $"{layer.Name} weights", layer.Output.Channels, (long)layer.Kernel * layer.Kernel * layer.Input.Channels));
        AccountStructure? bias = layer.Bias
            ? Own(layer, "bias", builder.Parameters($"{layer.Name} bias", 1, layer.Output.Channels))
            : null;
        var products = new LayerProducts(layer, InputOf(layer), weights);
        builder.AddProduct($"{layer.Name} forward", true, products.Forward(Compute(layer)), new([], bias, null));
    }

    private void ForwardNormalisation(Layer layer)
    {
        AccountStructure parameters = Own(layer, "weights", builder.Parameters($"{layer.Name} weights", 1, 2L * layer.Output.Channels));
        AccountStructure statistics = Own(
            layer, "statistics", builder.Create($"{layer.Name} statistics", TensorRole.Activation, 1, 2L * layer.Output.Channels));
        builder.AddSweep($"{layer.Name} statistics", true, [InputOf(layer)], [statistics]);
        builder.AddSweep($"{layer.Name} forward", true, [InputOf(layer), statistics, parameters], [Compute(layer)]);
    }

    private void Backward(Layer layer)
    {
        if (layer.Kind.IsLoss)
            Loss(layer);
        else if (layer.IsGemm)
            BackwardProduct(layer);
        else if (layer.Kind.RecomputesReluMask)
            BackwardNormalisation(layer);
        else if (layer.Kind.PassesErrorOn)
            BackwardSum(layer);
        else
            BackwardPool(layer);
    }

    private void Loss(Layer layer)
    {
        AccountStructure labels = builder.Given(builder.Create("labels", TensorRole.Activation, 1, batch));
        AccountStructure error = _errors.Contribute(layer.Inputs[0], InputOf(layer), isMasked: true).Target;
        builder.AddSweep($"{layer.Name} forward", true, [InputOf(layer), labels], [error]);
    }

    private void BackwardProduct(Layer layer)
    {
        AccountStructure error = _errors.Of(layer);
        AccountStructure weights = Own(layer, "weights");
        var products = new LayerProducts(layer, InputOf(layer), weights);
        if (layer.Inputs[0] != Network.InputIndex)
            InputGradient(layer, products, error);
        AccountStructure gradient = GradientOf(weights);
        AccountStructure? bias = layer.Bias ? Own(layer, "bias") : null;
        AccountStructure? biasGradient = bias is null ? null : GradientOf(bias);
        builder.AddProduct(
            $"{layer.Name} weight gradient", false, products.WeightGradient(error, gradient), new([], null, biasGradient));
        builder.AddUpdate(weights, gradient);
        if (bias is not null)
            builder.AddUpdate(bias, biasGradient!);
    }

    private void InputGradient(Layer layer, LayerProducts products, AccountStructure error)
    {
        WholeShare share = _errors.Contribute(layer.Inputs[0], InputOf(layer), isMasked: false);
        foreach (Product product in products.InputGradient(error, share.Target))
            builder.AddProduct($"{layer.Name} input gradient", false, product, new(share.Reads, null, null));
        long untouched = products.UntouchedWords;
        if (untouched == 0 || share.Reads.Length == 1 && share.Reads[0] == share.Target)
            return;
        builder.Add(new(
            $"{layer.Name} untouched", false, [.. share.Reads.Select(read => new AccountUse(read, untouched, untouched))],
            [new AccountUse(share.Target, untouched, untouched)]));
    }

    private void BackwardNormalisation(Layer layer)
    {
        AccountStructure error = _errors.Of(layer);
        AccountStructure parameters = Own(layer, "weights");
        AccountStructure statistics = Own(layer, "statistics");
        AccountStructure gradient = GradientOf(parameters);
        AccountStructure[] mask = layer.Relu ? [parameters] : [];
        builder.AddSweep($"{layer.Name} weight gradient", false, [error, InputOf(layer), statistics, .. mask], [gradient]);
        Share(layer, [error, InputOf(layer), statistics, parameters, gradient], isMasked: true);
        builder.AddUpdate(parameters, gradient);
    }

    /// <summary>The maximum of each window is found again in the input, which gives the mask of a ReLU too.</summary>
    private void BackwardPool(Layer layer)
    {
        bool findsAgain = layer.Kind.Type == "max_pool";
        Share(layer, findsAgain ? [_errors.Of(layer), InputOf(layer)] : [_errors.Of(layer)], isMasked: findsAgain);
    }

    private void BackwardSum(Layer layer)
    {
        AccountStructure error = _errors.Of(layer);
        foreach (int producer in layer.Inputs.Where(producer => producer != Network.InputIndex))
        {
            if (_errors.TryAlias(producer, error))
                continue;
            WholeShare share = _errors.Contribute(producer, Output(producer), isMasked: false);
            builder.AddSweep($"{layer.Name} input gradient", false, [error, .. share.Reads], [share.Target]);
        }
    }

    private void Share(Layer layer, AccountStructure[] inputs, bool isMasked)
    {
        if (layer.Inputs[0] == Network.InputIndex)
            return;
        WholeShare share = _errors.Contribute(layer.Inputs[0], InputOf(layer), isMasked);
        builder.AddSweep($"{layer.Name} input gradient", false, [.. inputs, .. share.Reads], [share.Target]);
    }

    private AccountStructure GradientOf(AccountStructure parameters) =>
        builder.Create($"{parameters.Name} gradient", TensorRole.Weight, parameters.Slices, parameters.WordsPerSlice);

    private AccountStructure Own(Layer layer, string part) => _own[$"{layer.Name} {part}"];

    private AccountStructure Own(Layer layer, string part, AccountStructure structure) => _own[$"{layer.Name} {part}"] = structure;
}
