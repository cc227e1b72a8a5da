using System.Collections.Immutable;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Shapes;
using CycleSim.Workloads.Vectors;
using CycleSim.Workloads.Views;

namespace CycleSim.Workloads.GraphLowering;

/// <summary>
/// A training step of a graph while its operators add their tensors and operations. Activations are stored in slices, one for each element
/// of the batch; what only changes where words are found stores nothing.
/// </summary>
internal sealed class GraphStep
{
    /// <summary>Axes of images: batch, channels, height, width.</summary>
    private const int ImageRank = 4;

    private readonly INetwork _network;
    private readonly StepUpdate _update;
    private readonly StepTensors _tensors;
    private readonly OperationList _operations = new();
    private readonly UniqueNames _operationNames = new('.');
    private readonly Dictionary<GraphValue, ActivationLocation> _locations = [];
    private readonly Dictionary<string, TensorSpec> _saved = new(StringComparer.Ordinal);
    private readonly Dictionary<GraphParameter, StoredParameter> _parameters = [];
    private readonly Dictionary<(int Layer, GraphValue Source), ActivationLocation> _copies = [];
    private readonly IReadOnlyDictionary<GraphParameter, ImmutableArray<int>> _users;

    /// <summary>An empty step.</summary>
    /// <param name="network">What operations are named after.</param>
    /// <param name="batch">Batch size.</param>
    /// <param name="users">The layers that use each parameter; the backward pass of the first is the last to add to its gradient.</param>
    /// <param name="update">How parameters are updated.</param>
    public GraphStep(INetwork network, int batch, IReadOnlyDictionary<GraphParameter, ImmutableArray<int>> users, StepUpdate update)
    {
        _update = update;
        _tensors = new StepTensors(update);
        _network = network;
        _users = users;
        Batch = batch;
    }

    /// <summary>Batch size.</summary>
    public int Batch { get; }

    /// <summary>The layer whose operations are added.</summary>
    public ILayer Layer { get; set; } = null!;

    /// <summary>Where an activation lies.</summary>
    public ActivationLocation LocationOf(GraphValue value) => _locations[value];

    /// <summary>The words of an activation.</summary>
    public TensorView WordsOf(GraphValue value) => _locations[value].Words;

    /// <summary>Where the gradient of an activation will lie; the tensor that is named holds the activation.</summary>
    private TensorView GradientOf(GraphValue value) => new(_locations[value].Tensor, _locations[value].Gradient);

    /// <summary>Creates data from outside, which is in DRAM at the start; images have the channels of a pixel side by side there.</summary>
    public void CreateInput(GraphValue value)
    {
        TensorView view = Store(value, value.Name, ImageOrder(value.Shape), layer: -1);
        _tensors.StartInDram(view.Tensor);
    }

    /// <summary>
    /// Data that the layer takes and that is no activation of the graph, as labels or angles; it is in DRAM at the start, and the backward
    /// pass finds what the forward pass created.
    /// </summary>
    public TensorView DataOf(string part, int slices, long words) =>
        SavedOr(part, name => _tensors.CreateData(name, slices, words));

    /// <summary>Creates the location of an activation that the layer computes, with its axes in their own order.</summary>
    public TensorView CreateOutput(GraphValue value) => Store(value, $"{Layer.Name}.out", null, Layer.Index);

    /// <summary>Creates the location of what the layer computes; an image has the channels of a pixel side by side.</summary>
    public TensorView CreateImage(GraphValue value) =>
        Store(value, $"{Layer.Name}.out", ImageOrder(value.Shape), Layer.Index, ImageOrder(value.Shape) is not null);

    /// <summary>The words of an image with the channels of a pixel side by side; they are copied if they are not.</summary>
    public ActivationLocation ImageOf(GraphValue image) =>
        ImageViews.Of(WordsOf(image)) is not null && ImageViews.Of(GradientOf(image)) is not null
            ? _locations[image]
            : CopyOf(image) ?? Copy(image, ImageOrder(image.Shape));

    /// <summary>Creates the location of an activation whose words come in the order in which another one lies in memory.</summary>
    public TensorView CreateOutputLike(GraphValue value, GraphValue like) => CreateOutputLike(value, like, value.Shape.Rank);

    /// <summary>Creates the location of an activation whose positions come in that order; the last axis has words side by side.</summary>
    public TensorView CreatePositionsLike(GraphValue value, GraphValue like) => CreateOutputLike(value, like, value.Shape.Rank - 1);

    private TensorView CreateOutputLike(GraphValue value, GraphValue like, int axes)
    {
        StridedView view = _locations[like].View;
        int rank = value.Shape.Rank;
        bool hasPlainAxes = view.Axes.Length == rank && view.Axes.Take(axes).All(axis => axis.Length <= 1)
            && like.Shape[..axes].Equals(value.Shape[..axes]);
        return hasPlainAxes
            ? Store(
                value, $"{Layer.Name}.out",
                [
                    .. Enumerable.Range(0, axes).OrderByDescending(axis => StrideOf(view, axis)).ThenBy(axis => axis),
                    .. Enumerable.Range(axes, rank - axes),
                ],
                Layer.Index, rank == ImageRank && _locations[like].Tensor.Slices == value.Shape[0])
            : CreateOutput(value);
    }

    /// <summary>Lets an activation be other words of a stored one, without a copy where that can be.</summary>
    /// <param name="value">The activation.</param>
    /// <param name="source">The stored one.</param>
    /// <param name="change">What changes where words are found; null where it cannot be told.</param>
    public void SetView(GraphValue value, GraphValue source, Func<StridedView, StridedView?> change)
    {
        ActivationLocation location = _locations[source];
        if (change(location.View) is not { } view || change(location.Gradient) is not { } gradient)
        {
            location = CopyOf(source) ?? Copy(source, null);
            view = change(location.View)!;
            gradient = change(location.Gradient)!;
        }

        _locations[value] = location with { View = view, Gradient = gradient };
    }

    /// <summary>Lets an activation repeat words of a stored one; its gradient is gathered apart.</summary>
    public void SetRepeated(GraphValue value, StridedView view, GraphValue source)
    {
        (int slices, long words) = Sliced(value.Shape);
        var space = new GradientSpace($"{Layer.Name}.error", slices, checked((int)words));
        _locations[value] = new ActivationLocation(_locations[source].Tensor, view, space, StridedView.Plain(value.Shape));
    }

    /// <summary>A tensor that the layer's forward pass saves for its backward pass, or finds again there.</summary>
    public TensorView Saved(string part, int slices, long words) =>
        SavedOr(part, name => _tensors.Create(name, TensorRole.Activation, Layer.Index, slices, words));

    /// <summary>Trained vectors, each a tensor of its own.</summary>
    public ImmutableArray<TensorView> ScaleAndShift(IEnumerable<GraphParameter> parameters) =>
        [.. parameters.Select(parameter => TensorView.Whole(WeightsOf(parameter, 1)))];

    /// <summary>The layer's parts of their gradients.</summary>
    public ImmutableArray<TensorView> PartsOfGradients(IEnumerable<GraphParameter> parameters) =>
        [.. parameters.Select(parameter => TensorView.Whole(PartOfGradient(parameter)))];

    /// <summary>Pixels that no product reaches still get their value: zero or the bias, unless it is there already.</summary>
    /// <param name="share">Where the others were written.</param>
    /// <param name="pixels">The pixels, by row-major index.</param>
    /// <param name="channels">Channels of a pixel.</param>
    /// <param name="pass">The pass.</param>
    /// <param name="bias">What is added to each pixel; null for nothing.</param>
    public void Complete(
        ErrorTarget share, ImmutableArray<int> pixels, int channels, Pass pass = Pass.InputGradient, TensorSpec? bias = null)
    {
        bool isThere = share.Reads.Any(read => read.Tensor == share.Target.Tensor);
        if (pixels.IsEmpty || isThere)
            return;
        ImageLocation location = ImageViews.Of(share.Target)!.Value;
        ImmutableArray<WordRun> runs = [.. pixels.Order().Select(pixel => new WordRun(0, location.WordOf(pixel), channels))];
        AddVector(
            pass, $"{(pass == Pass.Forward ? "fwd" : "igrad")}.untouched",
            [.. share.Reads.Select(read => new VectorStream(read.Tensor, runs)), .. bias is null ? [] : new[] { new VectorStream(bias) }],
            [new VectorStream(share.Target.Tensor, runs)]);
    }

    /// <summary>A tensor of the backward pass that is no gradient of an activation.</summary>
    public TensorView CreateTemporary(string part, int slices, long words) =>
        TensorView.Whole(_tensors.Create($"{Layer.Name}.{part}", TensorRole.Error, Layer.Index, slices, words));

    /// <summary>A trained parameter: it is in DRAM before and after the step.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="slices">Slices in which it is stored, if it is not stored yet.</param>
    /// <exception cref="NotSupportedException">Another layer has it in other slices.</exception>
    public TensorSpec WeightsOf(GraphParameter parameter, int slices)
    {
        TensorSpec weights = Stored(parameter, slices).Weights;
        return weights.Slices == slices
            ? weights
            : throw new NotSupportedException($"another layer has {parameter.Name} in another orientation");
    }

    /// <summary>A trained parameter that is stored already.</summary>
    public TensorSpec WeightsOf(GraphParameter parameter) => _parameters[parameter].Weights;

    /// <summary>
    /// Whether the layer may have the words of each slice of a parameter in an order: any if it is the only user, else the plain one.
    /// </summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="order">The digits of its words.</param>
    public bool TakesOrder(GraphParameter parameter, IEnumerable<Digit> order) =>
        _users[parameter].Length == 1 || StridedView.Joined(order).All(digit => digit == new Digit(WeightsOf(parameter).WordsPerSlice, 1));

    /// <summary>
    /// The layer's part of the gradient of a parameter: the gradient itself, unless another layer has written it; <see cref="Update"/> then
    /// adds the part to it.
    /// </summary>
    public TensorSpec PartOfGradient(GraphParameter parameter)
    {
        StoredParameter stored = _parameters[parameter];
        return stored.Gradient is null
            ? GradientOf(parameter)
            : stored.Part ??= _tensors.CreateGradient(stored.Weights, Layer.Index, "gradient.part");
    }

    /// <summary>The gradient of a trained parameter.</summary>
    public TensorSpec GradientOf(GraphParameter parameter)
    {
        StoredParameter stored = _parameters[parameter];
        return stored.Gradient ??= _tensors.CreateGradient(stored.Weights, Layer.Index);
    }

    /// <summary>Whether another layer has written the gradient of a parameter, to which this one adds.</summary>
    public bool HasGradient(GraphParameter parameter) => _parameters[parameter].Gradient is not null;

    /// <summary>Ends the layer's part of a gradient, and updates the parameter if no other layer will add to its gradient.</summary>
    public void Update(GraphParameter parameter)
    {
        StoredParameter stored = _parameters[parameter];
        if (stored.Part is { } part)
        {
            TensorView sum = TensorView.Whole(stored.Gradient!);
            AddVector(Pass.WeightGradient, $"wgrad.sum.{parameter.Name}", [TensorView.Whole(part), sum], [sum]);
            stored.Part = null;
        }

        if (_users[parameter][0] != Layer.Index || stored.Gradient is not { } gradient)
            return;
        ImmutableArray<TensorSpec> states = _tensors.CreateStates(stored.Weights, Layer.Index);
        AddVector(
            Pass.Update, $"update.{parameter.Name}",
            _update.Reads(stored.Weights, gradient, states).Select(TensorView.Whole),
            StepUpdate.Writes(stored.Weights, states).Select(TensorView.Whole),
            _update.Work);
    }

    /// <summary>Adds an operation on the vector unit; where nothing is said of its work, additions, products and comparisons.</summary>
    public void AddVector(
        Pass pass, string part, IEnumerable<TensorView> inputs, IEnumerable<TensorView> outputs, VectorWork? work = null) =>
        AddVector(pass, part, inputs.Select(view => view.Stream()), outputs.Select(view => view.Stream()), work);

    /// <summary>Adds an operation on the vector unit.</summary>
    public void AddVector(
        Pass pass, string part, IEnumerable<VectorStream> inputs, IEnumerable<VectorStream> outputs, VectorWork? work = null) =>
        _operations.Add(new VectorOperation(_operationNames.Take($"{Layer.Name} {part}"), Layer, pass, [.. inputs], [.. outputs])
        {
            Work = work ?? VectorWork.Plain,
        });

    /// <summary>Adds the forward pass of a function of each word; the output lies as the largest input does.</summary>
    public void AddElementwise(ImmutableArray<GraphValue> inputs, GraphValue output, VectorWork? work = null)
    {
        TensorView[] words = [.. inputs.Select(WordsOf)];
        GraphValue large = inputs.MaxBy(input => input.Shape.Words)!;
        AddVector(Pass.Forward, "fwd", words, [CreateOutputLike(output, large)], work);
    }

    /// <summary>Adds products.</summary>
    public void AddGemm(
        Pass pass, string part, GemmAssembly.Parts parts, ImmutableArray<TensorSpec> outputReads, TensorSpec? bias = null,
        TensorSpec? rowSums = null) =>
        _operations.Add(new GemmOperation(
            _operationNames.Take($"{Layer.Name} {part}"), Layer, pass, part, parts.Rows, parts.Columns, parts.Output, outputReads, bias,
            rowSums)
        { Repeats = parts.Repeats });

    /// <summary>The error of an activation that the layer has computed: where nobody wrote, it is zero.</summary>
    public TensorView ErrorOf(GraphValue value) => ErrorOf(_locations[value]);

    /// <summary>The error of a location.</summary>
    public TensorView ErrorOf(ActivationLocation location)
    {
        GradientSpace space = location.Space;
        Own(space);
        if (!space.IsComplete)
            ZeroUnwritten(space);
        return new TensorView(space.Error!, location.Gradient);
    }

    /// <summary>Says that the error of an activation comes from outside: it is in DRAM at the start.</summary>
    public void GiveError(GraphValue value)
    {
        GradientSpace space = _locations[value].Space;
        space.Own(CreateError(space));
        space.MarkAll();
        _tensors.StartInDram(space.Error!);
    }

    /// <summary>Where the layer writes its part of the error of an input, and what it reads to add to it.</summary>
    public ErrorTarget Contribute(GraphValue input) => Contribute(_locations[input]);

    /// <summary>The same for a location.</summary>
    public ErrorTarget Contribute(ActivationLocation location)
    {
        GradientSpace space = location.Space;
        Coverage coverage = space.CoverageOf(location.Gradient);
        if (space.IsShared)
            return AddToShared(location);
        Own(space);
        if (coverage == Coverage.Some)
            ZeroUnwritten(space);
        space.Mark(location.Gradient);
        var target = new TensorView(space.Error!, location.Gradient);
        return new ErrorTarget(target, coverage == Coverage.None ? [] : [target]);
    }

    /// <summary>Adds the gradient of an input as an operation on the vector unit.</summary>
    public void AddInputGradient(GraphValue input, string part, params IEnumerable<TensorView> inputs) =>
        AddInputGradient(input, part, VectorWork.Plain, inputs);

    /// <summary>The same for one that computes more than additions, products and comparisons.</summary>
    public void AddInputGradient(GraphValue input, string part, VectorWork work, params IEnumerable<TensorView> inputs)
    {
        if (!input.NeedsGradient)
            return;
        ErrorTarget share = Contribute(input);
        AddVector(Pass.InputGradient, part, inputs.Concat(share.Reads), [share.Target], work);
    }

    /// <summary>Hands an error on to an input as it is: no copy where both lie alike.</summary>
    public void PassErrorOn(GraphValue input, TensorView error, string part)
    {
        if (!input.NeedsGradient)
            return;
        ActivationLocation location = _locations[input];
        GradientSpace space = location.Space;
        bool liesAlike = space.Error is null && error.Tensor.Slices == space.Slices && error.Tensor.WordsPerSlice == space.WordsPerSlice
            && error.View.IsSame(location.Gradient) && error.IsWhole && error.Tensor.Role == TensorRole.Error;
        if (liesAlike)
            space.Share(error.Tensor);
        else
            AddInputGradient(input, part, error);
    }

    /// <summary>The step as it is now.</summary>
    public StepProgram Build() => _tensors.Build(_network, Batch, _operations.All) with { RunsAsOperators = true };

    /// <summary>Slices for the elements of the batch where the first axis counts them, else one.</summary>
    public (int Slices, long Words) Sliced(TensorShape shape) => shape.Rank > 0 && shape[0] % Batch == 0
        ? (Batch, shape.Words / Batch)
        : (1, shape.Words);

    /// <summary>
    /// The same for what is stored, by its slowest axis. Images have a slice each, also where an element of the batch has several.
    /// </summary>
    private (int Slices, long Words) Sliced(TensorShape shape, ImmutableArray<int>? order, bool isImage)
    {
        if (order is not { Length: > 0 } axes || shape[axes[0]] % Batch != 0)
            return order is null ? Sliced(shape) : (1, shape.Words);
        int slices = isImage && axes[0] == 0 ? checked((int)shape[0]) : Batch;
        return (slices, shape.Words / slices);
    }

    private ErrorTarget AddToShared(ActivationLocation location)
    {
        GradientSpace space = location.Space;
        TensorSpec shared = space.Error!;
        space.Own(CreateError(space));
        var target = new TensorView(space.Error!, location.Gradient);
        if (target.IsWhole)
            return new ErrorTarget(target, [target with { Tensor = shared }]);
        AddVector(Pass.InputGradient, "igrad.start", [TensorView.Whole(shared)], [TensorView.Whole(space.Error!)]);
        return new ErrorTarget(target, [target]);
    }

    /// <summary>Copies an activation, so that its axes follow each other in memory; the copy's gradient is copied back.</summary>
    public ActivationLocation Copy(GraphValue source, ImmutableArray<int>? order)
    {
        (int slices, long words) = Sliced(source.Shape, order, order is not null);
        return Copy(source, order is { } axes ? StridedView.Ordered(source.Shape, axes) : StridedView.Plain(source.Shape), slices, words);
    }

    /// <summary>Copies an activation so that its positions come in the order in which those of a stored output do.</summary>
    public ActivationLocation CopyLike(GraphValue source, TensorView output)
    {
        int last = source.Shape.Rank - 1;
        int[] order = [.. Enumerable.Range(0, last).OrderByDescending(axis => StrideOf(output.View, axis)).ThenBy(axis => axis), last];
        return Copy(source, StridedView.Ordered(source.Shape, [.. order]), output.Tensor.Slices, source.Shape.Words / output.Tensor.Slices);
    }

    private ActivationLocation Copy(GraphValue source, StridedView view, int slices, long words)
    {
        TensorSpec tensor = _tensors.Create($"{Layer.Name}.copy", TensorRole.Activation, Layer.Index, slices, words);
        AddVector(Pass.Forward, "fwd.copy", [WordsOf(source)], [TensorView.Whole(tensor)]);
        var space = new GradientSpace($"{Layer.Name}.copy.error", slices, checked((int)words));
        var location = new ActivationLocation(tensor, view, space, view);
        _copies.Add((Layer.Index, source), location);
        return location;
    }

    /// <summary>The copy that the layer has made of an input; null for none.</summary>
    public ActivationLocation? CopyOf(GraphValue source) => _copies.GetValueOrDefault((Layer.Index, source));

    /// <summary>Hands the gradients of the layer's copies back to what they were copied from.</summary>
    public void ReturnCopies()
    {
        foreach (((int layer, GraphValue source), ActivationLocation copy) in _copies)
            if (layer == Layer.Index && source.NeedsGradient)
                PassErrorOn(source, ErrorOf(copy), "igrad.copy");
    }

    private TensorView Store(GraphValue value, string name, ImmutableArray<int>? order, int layer, bool isImage = false)
    {
        (int slices, long words) = Sliced(value.Shape, order, isImage);
        TensorSpec tensor = _tensors.Create(name, TensorRole.Activation, layer, slices, words);
        StridedView view = order is { } axes ? StridedView.Ordered(value.Shape, axes) : StridedView.Plain(value.Shape);
        var space = new GradientSpace($"{value.Layer}.error", slices, tensor.WordsPerSlice);
        _locations[value] = new ActivationLocation(tensor, view, space, view);
        return new TensorView(tensor, view);
    }

    private StoredParameter Stored(GraphParameter parameter, int slices)
    {
        if (!_parameters.TryGetValue(parameter, out StoredParameter? stored))
        {
            TensorSpec tensor = _tensors.CreateWeights(parameter.Name, Layer.Index, slices, parameter.Words / slices);
            _parameters.Add(parameter, stored = new StoredParameter(tensor));
        }

        return stored;
    }

    private TensorView SavedOr(string part, Func<string, TensorSpec> create)
    {
        string name = $"{Layer.Name}.{part}";
        if (!_saved.TryGetValue(name, out TensorSpec? tensor))
            _saved.Add(name, tensor = create(name));
        return TensorView.Whole(tensor);
    }

    private void Own(GradientSpace space)
    {
        if (space.Error is null)
            space.Own(CreateError(space));
    }

    private void ZeroUnwritten(GradientSpace space)
    {
        AddVector(Pass.InputGradient, "igrad.zero", [], [new VectorStream(space.Error!, [.. space.Unwritten()])]);
        space.MarkAll();
    }

    private TensorSpec CreateError(GradientSpace space) =>
        _tensors.Create(space.Name, TensorRole.Error, Layer.Index, space.Slices, space.WordsPerSlice);

    /// <summary>The order of memory in which an image has its channels side by side; null for what is no image.</summary>
    private static ImmutableArray<int>? ImageOrder(TensorShape shape) => shape.Rank == ImageRank ? [0, 2, 3, 1] : null;

    private static long StrideOf(StridedView view, int axis) => view.Axes[axis] switch
    {
        [Digit digit] => Math.Abs(digit.Stride),
        _ => axis == 0 ? long.MaxValue : 0,
    };

    /// <summary>A parameter and its gradient.</summary>
    private sealed class StoredParameter(TensorSpec weights)
    {
        public TensorSpec Weights => weights;

        public TensorSpec? Gradient { get; set; }

        /// <summary>What a further layer has written and is not yet added to the gradient.</summary>
        public TensorSpec? Part { get; set; }
    }
}
