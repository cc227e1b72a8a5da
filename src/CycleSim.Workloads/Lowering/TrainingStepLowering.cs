using System.Collections.Immutable;
using CycleSim.Configuration.Text;
using CycleSim.Workloads.Networks;

namespace CycleSim.Workloads.Lowering;

/// <summary>Lowers a network to the tensors and operations of one training step: forward, backward, update.</summary>
public static class TrainingStepLowering
{
    /// <summary>Largest accepted minibatch.</summary>
    public const int MaxBatch = 65536;

    /// <summary>Batch sizes that can be lowered.</summary>
    public static readonly NumberRange BatchSizes = new(1, MaxBatch);

    /// <summary>Lowers one training step.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batch">Images of the minibatch, 1 to <see cref="MaxBatch"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch is outside its range.</exception>
    public static StepProgram Lower(Network network, int batch)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (batch is < 1 or > MaxBatch)
            throw new ArgumentOutOfRangeException(nameof(batch), batch, $"the batch must be 1 to {MaxBatch}");
        return new Builder(network, batch).Build();
    }

    private sealed class Builder(Network network, int batch)
    {
        private readonly List<TensorSpec> _tensors = [];
        private readonly List<StepOperation> _operations = [];
        private readonly ImmutableHashSet<int>.Builder _inDram = ImmutableHashSet.CreateBuilder<int>();
        private readonly ImmutableHashSet<int>.Builder _kept = ImmutableHashSet.CreateBuilder<int>();
        private readonly TensorSpec[] _outputs = new TensorSpec[network.Layers.Length];
        private readonly Dictionary<string, TensorSpec> _parameters = [];
        private readonly ErrorAccumulation[] _errors = new ErrorAccumulation[network.Layers.Length];
        private TensorSpec _images = null!;

        internal StepProgram Build()
        {
            _images = Activation("images", -1, network.Input, inDram: true);
            foreach (Layer layer in network.Layers)
                Forward(layer);
            foreach (int producer in Enumerable.Range(0, network.Layers.Length))
                _errors[producer] = new ErrorAccumulation(
                    network.Layers.Sum(consumer => consumer.Inputs.Count(input => input == producer)));
            foreach (Layer layer in network.Layers.Reverse())
                Backward(layer);
            return new StepProgram(network, batch, [.. _tensors], [.. _operations], _inDram.ToImmutable(), _kept.ToImmutable());
        }

        private void Forward(Layer layer)
        {
            switch (layer.Kind)
            {
                case LayerKind.Convolution or LayerKind.FullyConnected:
                    ForwardGemm(layer);
                    break;
                case LayerKind.BatchNorm:
                    ForwardBatchNorm(layer);
                    break;
                case LayerKind.MaxPool or LayerKind.AveragePool or LayerKind.Add:
                    AddVector(layer, Pass.Forward, "fwd", [.. layer.Inputs.Select(OutputOf)], [CreateOutput(layer)]);
                    break;
                case LayerKind.SoftmaxLoss:
                    break; // the loss is computed together with its gradient, in Backward
                default:
                    throw new InvalidOperationException($"no forward rule for {layer.Kind}");
            }
        }

        private void ForwardGemm(Layer layer)
        {
            int depth = layer.Input.Channels * layer.Kernel * layer.Kernel;
            TensorSpec input = OutputOf(layer.Inputs[0]);
            TensorSpec weights = CreateWeights(layer, "weight", layer.Output.Channels, depth);
            TensorSpec? bias = layer.Bias ? CreateWeights(layer, "bias", 1, layer.Output.Channels) : null;
            TensorSpec output = CreateOutput(layer);
            _operations.Add(new GemmOperation(
                $"{layer.Name} fwd", layer, Pass.Forward, "fwd",
                new OperandView(input, LaneAxis.Slices, depth, ConvolutionViews.Im2Col(layer)),
                new OperandView(weights, LaneAxis.Slices, depth, ConvolutionViews.WholeSlice(depth)),
                PixelOutput(output, Enumerable.Range(0, layer.Output.Pixels), layer.Output.Channels),
                [], bias, RowSums: null));
        }

        private void ForwardBatchNorm(Layer layer)
        {
            TensorSpec input = OutputOf(layer.Inputs[0]);
            TensorSpec scaleShift = CreateWeights(layer, "weight", 1, 2 * layer.Output.Channels);
            TensorSpec statistics = Create($"{layer.Name}.statistics", TensorRole.Activation, layer.Index, 1, 2 * layer.Output.Channels);
            _parameters[statistics.Name] = statistics;
            AddVector(layer, Pass.Forward, "fwd.statistics", [input], [statistics]);
            AddVector(layer, Pass.Forward, "fwd.normalise", [input, statistics, scaleShift], [CreateOutput(layer)]);
        }

        private void Backward(Layer layer)
        {
            switch (layer.Kind)
            {
                case LayerKind.SoftmaxLoss:
                    BackwardLoss(layer);
                    break;
                case LayerKind.Convolution or LayerKind.FullyConnected:
                    BackwardGemm(layer);
                    break;
                case LayerKind.BatchNorm:
                    BackwardBatchNorm(layer);
                    break;
                case LayerKind.MaxPool:
                    // The winner of each window is found again from the stored input; the same words give the ReLU mask.
                    ContributeVector(layer, [Error(layer), OutputOf(layer.Inputs[0])], maskIsInput: true);
                    break;
                case LayerKind.AveragePool:
                    ContributeVector(layer, [Error(layer)], maskIsInput: false);
                    break;
                case LayerKind.Add:
                    foreach (int producer in layer.Inputs)
                        ContributeUnchanged(layer, producer, Error(layer));
                    break;
                default:
                    throw new InvalidOperationException($"no backward rule for {layer.Kind}");
            }
        }

        private void BackwardLoss(Layer layer)
        {
            int producer = layer.Inputs[0];
            TensorSpec labels = Create("labels", TensorRole.Activation, -1, 1, batch, inDram: true);
            TensorSpec error = CreateError(producer);
            _errors[producer].AddOwned(error);
            AddVector(layer, Pass.Forward, "loss", [OutputOf(producer), labels], [error]);
        }

        private void BackwardGemm(Layer layer)
        {
            TensorSpec error = Error(layer);
            TensorSpec weights = _parameters[$"{layer.Name}.weight"];
            int producer = layer.Inputs[0];
            if (producer != Network.InputIndex)
                InputGradient(layer, producer, error, weights);

            int depth = layer.Input.Channels * layer.Kernel * layer.Kernel;
            TensorSpec gradient = CreateGradient(layer, weights);
            TensorSpec? bias = layer.Bias ? _parameters[$"{layer.Name}.bias"] : null;
            TensorSpec? biasGradient = bias is null ? null : CreateGradient(layer, bias);
            _operations.Add(new GemmOperation(
                $"{layer.Name} wgrad", layer, Pass.WeightGradient, "wgrad",
                new OperandView(error, LaneAxis.Words, layer.Output.Channels, ConvolutionViews.Pixels(layer.Output)),
                new OperandView(OutputOf(producer), LaneAxis.Words, depth, ConvolutionViews.Im2Col(layer)),
                new GemmOutput(gradient, [0]), [], Bias: null, RowSums: biasGradient));
            Update(layer, weights, gradient);
            if (bias is not null)
                Update(layer, bias, biasGradient!);
        }

        private void InputGradient(Layer layer, int producer, TensorSpec error, TensorSpec weights)
        {
            Contribution contribution = Contribute(producer, masksItself: false);
            var untouched = ImmutableArray.CreateBuilder<int>();
            foreach (ConvolutionViews.StridePhase phase in ConvolutionViews.Phases(layer))
            {
                if (phase.Taps.IsEmpty)
                {
                    untouched.AddRange(phase.InputPixels);
                    continue;
                }

                int channels = layer.Output.Channels;
                _operations.Add(new GemmOperation(
                    $"{layer.Name} {phase.Name}", layer, Pass.InputGradient, phase.Name,
                    new OperandView(error, LaneAxis.Slices, phase.Taps.Length * channels, ConvolutionViews.GatherErrors(layer, phase)),
                    new OperandView(weights, LaneAxis.Words, layer.Input.Channels, ConvolutionViews.RotatedWeights(layer, phase)),
                    PixelOutput(contribution.Target, phase.InputPixels, layer.Input.Channels),
                    contribution.OutputReads, Bias: null, RowSums: null));
            }

            if (untouched.Count > 0)
                CompleteUntouched(layer, contribution, untouched);
        }

        /// <summary>Pixels that no product reaches still get their value: zero, or the partial sum, under the mask.</summary>
        private void CompleteUntouched(Layer layer, Contribution contribution, ImmutableArray<int>.Builder pixels)
        {
            bool alreadyThere = contribution.OutputReads.Length == 1 && contribution.OutputReads[0] == contribution.Target;
            if (alreadyThere)
                return;
            pixels.Sort();
            int channels = layer.Input.Channels;
            ImmutableArray<WordRun> runs = [.. pixels.Select(pixel => new WordRun(0, pixel * channels, channels))];
            _operations.Add(new VectorOperation(
                $"{layer.Name} igrad.untouched", layer, Pass.InputGradient,
                [.. contribution.OutputReads.Select(tensor => new VectorStream(tensor, runs))],
                [new VectorStream(contribution.Target, runs)]));
        }

        private void BackwardBatchNorm(Layer layer)
        {
            TensorSpec error = Error(layer);
            TensorSpec input = OutputOf(layer.Inputs[0]);
            TensorSpec statistics = _parameters[$"{layer.Name}.statistics"];
            TensorSpec scaleShift = _parameters[$"{layer.Name}.weight"];
            TensorSpec gradient = CreateGradient(layer, scaleShift);
            // A ReLU behind the normalisation is recomputed from the stored input, so its output is not read again.
            ImmutableArray<TensorSpec> forMask = layer.Relu ? [scaleShift] : [];
            AddVector(layer, Pass.WeightGradient, "wgrad", [error, input, statistics, .. forMask], [gradient]);
            ContributeVector(layer, [error, input, statistics, scaleShift, gradient], maskIsInput: true);
            Update(layer, scaleShift, gradient);
        }

        private void Update(Layer layer, TensorSpec parameters, TensorSpec gradient) =>
            AddVector(layer, Pass.Update, $"update.{parameters.Name[(layer.Name.Length + 1)..]}", [parameters, gradient], [parameters]);

        private void ContributeVector(Layer layer, ImmutableArray<TensorSpec> inputs, bool maskIsInput)
        {
            int producer = layer.Inputs[0];
            if (producer == Network.InputIndex)
                return;
            Contribution contribution = Contribute(producer, maskIsInput);
            AddVector(layer, Pass.InputGradient, "igrad", [.. inputs, .. contribution.OutputReads], [contribution.Target]);
        }

        /// <summary>An add hands its error to both inputs as it is: no copy unless a sum or a mask makes it another tensor.</summary>
        private void ContributeUnchanged(Layer layer, int producer, TensorSpec error)
        {
            if (producer == Network.InputIndex)
                return;
            ErrorAccumulation accumulation = _errors[producer];
            bool last = accumulation.Remaining == 1;
            if (accumulation.Partial is null && !(last && NeedsMask(producer)))
            {
                accumulation.AddAlias(error);
                return;
            }

            Contribution contribution = Contribute(producer, masksItself: false);
            AddVector(layer, Pass.InputGradient, $"igrad.{network.Layers[producer].Name}",
                [error, .. contribution.OutputReads], [contribution.Target]);
        }

        /// <summary>Registers one consumer's share of a producer's error and says where it goes and what is read on the way.</summary>
        private Contribution Contribute(int producer, bool masksItself)
        {
            ErrorAccumulation accumulation = _errors[producer];
            bool last = accumulation.Remaining == 1;
            TensorSpec target = accumulation is { Partial: not null, IsAlias: false } ? accumulation.Partial : CreateError(producer);
            var reads = ImmutableArray.CreateBuilder<TensorSpec>();
            if (accumulation.Partial is not null)
                reads.Add(accumulation.Partial);
            if (last && !masksItself && NeedsMask(producer))
                reads.Add(_outputs[producer]);
            accumulation.AddOwned(target);
            return new Contribution(target, reads.ToImmutable());
        }

        private bool NeedsMask(int producer) => network.Layers[producer] is { Relu: true, Kind: not LayerKind.BatchNorm };

        private TensorSpec Error(Layer layer) => _errors[layer.Index].Finished(layer);

        private TensorSpec OutputOf(int producer) => producer == Network.InputIndex ? _images : _outputs[producer];

        private TensorSpec CreateOutput(Layer layer) =>
            _outputs[layer.Index] = Activation($"{layer.Name}.out", layer.Index, layer.Output, inDram: false);

        private TensorSpec CreateError(int producer)
        {
            TensorSpec output = _outputs[producer];
            return Create($"{network.Layers[producer].Name}.error", TensorRole.Error, producer, output.Slices, output.WordsPerSlice);
        }

        private TensorSpec CreateWeights(Layer layer, string part, int slices, int words)
        {
            TensorSpec tensor = Create($"{layer.Name}.{part}", TensorRole.Weight, layer.Index, slices, words, inDram: true, kept: true);
            _parameters[tensor.Name] = tensor;
            return tensor;
        }

        private TensorSpec CreateGradient(Layer layer, TensorSpec parameters) =>
            Create($"{parameters.Name}.gradient", TensorRole.Weight, layer.Index, parameters.Slices, parameters.WordsPerSlice);

        private TensorSpec Activation(string name, int layer, FeatureMap map, bool inDram) =>
            Create(name, TensorRole.Activation, layer, batch, checked((int)map.Words), inDram);

        private TensorSpec Create(
            string name, TensorRole role, int layer, int slices, int words, bool inDram = false, bool kept = false)
        {
            var tensor = new TensorSpec(_tensors.Count, name, role, layer, slices, words);
            if (inDram)
                _inDram.Add(tensor.Id);
            if (kept)
                _kept.Add(tensor.Id);
            _tensors.Add(tensor);
            return tensor;
        }

        private static GemmOutput PixelOutput(TensorSpec tensor, IEnumerable<int> pixels, int channels) =>
            new(tensor, [.. pixels.Select(pixel => pixel * channels)]);

        private void AddVector(
            Layer layer, Pass pass, string part, ImmutableArray<TensorSpec> inputs, ImmutableArray<TensorSpec> outputs) =>
            _operations.Add(new VectorOperation(
                $"{layer.Name} {part}", layer, pass,
                [.. inputs.Select(tensor => new VectorStream(tensor))],
                [.. outputs.Select(tensor => new VectorStream(tensor))]));
    }

    private readonly record struct Contribution(TensorSpec Target, ImmutableArray<TensorSpec> OutputReads);

    /// <summary>How far the sum of a layer's error has come.</summary>
    private sealed class ErrorAccumulation(int consumers)
    {
        internal int Remaining { get; private set; } = consumers;

        internal TensorSpec? Partial { get; private set; }

        /// <summary>The partial sum is another layer's error tensor, which must not be written.</summary>
        internal bool IsAlias { get; private set; }

        internal void AddAlias(TensorSpec tensor) => Set(tensor, alias: true);

        internal void AddOwned(TensorSpec tensor) => Set(tensor, alias: false);

        internal TensorSpec Finished(Layer layer) => Remaining == 0 && Partial is not null
            ? Partial
            : throw new InvalidOperationException($"the error of {layer.Name} still lacks {Remaining} contributions");

        private void Set(TensorSpec tensor, bool alias)
        {
            Partial = tensor;
            IsAlias = alias;
            Remaining--;
        }
    }
}
