namespace CycleSim.Training.Layers;

/// <summary>
/// The trained tensors of one layer by name: of a convolution or fully connected layer weight and bias, of a normalisation scale and shift;
/// kinds that are made of several products name each part, e.g. "q.weight".
/// </summary>
internal sealed class LayerParameters : IDisposable
{
    private readonly Tensor? _borrowed;

    /// <summary>Takes over the initial values.</summary>
    /// <param name="weight">Weight or scale.</param>
    /// <param name="bias">Bias or shift; null without.</param>
    /// <param name="runningMean">Means for evaluation; batch normalisation only.</param>
    /// <param name="runningVariance">Variances for evaluation; batch normalisation only.</param>
    internal LayerParameters(Tensor weight, Tensor? bias, Tensor? runningMean = null, Tensor? runningVariance = null)
        : this(bias is null ? [("weight", weight)] : [("weight", weight), ("bias", bias)])
    {
        RunningMean = runningMean is null ? null : Kept(runningMean);
        RunningVariance = runningVariance is null ? null : Kept(runningVariance);
    }

    /// <summary>Takes over the initial values of tensors by name, in the order of checkpoints.</summary>
    internal LayerParameters(params IEnumerable<(string Name, Tensor Values)> tensors) =>
        Trained = [.. tensors.Select(tensor => (tensor.Name, Kept(tensor.Values).requires_grad_(true)))];

    /// <summary>A layer whose weight is that of another one, which trains it.</summary>
    /// <param name="weightOf">The other one.</param>
    /// <param name="bias">Bias; null without.</param>
    internal LayerParameters(LayerParameters weightOf, Tensor? bias)
        : this(bias is null ? [] : [("bias", bias)]) => _borrowed = weightOf.Weight;

    /// <summary>The tensors that are trained.</summary>
    internal IReadOnlyList<(string Name, Tensor Values)> Trained { get; }

    /// <summary>Weight or scale.</summary>
    internal Tensor Weight => _borrowed ?? this["weight"];

    /// <summary>Bias or shift; null without.</summary>
    internal Tensor? Bias => Find("bias");

    /// <summary>Means for evaluation; batch normalisation only.</summary>
    internal Tensor? RunningMean { get; }

    /// <summary>Variances for evaluation; batch normalisation only.</summary>
    internal Tensor? RunningVariance { get; }

    /// <summary>A tensor that is there.</summary>
    internal Tensor this[string name] => Find(name) ?? throw new ArgumentException($"there is no tensor \"{name}\"", nameof(name));

    /// <summary>A tensor; null without.</summary>
    internal Tensor? Find(string name) => Trained.FirstOrDefault(tensor => tensor.Name == name).Values;

    public void Dispose()
    {
        foreach ((_, Tensor values) in Trained)
            values.Dispose();
        RunningMean?.Dispose();
        RunningVariance?.Dispose();
    }

    private static Tensor Kept(Tensor values) => values.DetachFromDisposeScope();
}
