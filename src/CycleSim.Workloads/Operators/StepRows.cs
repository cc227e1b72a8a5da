using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Operators;

/// <summary>The rows of a training step while its operators add theirs.</summary>
public sealed class StepRows
{
    private readonly List<GemmRow> _gemms = [];
    private readonly List<VectorRow> _vectors = [];

    /// <summary>Matrix products so far.</summary>
    public IReadOnlyList<GemmRow> Gemms => _gemms;

    /// <summary>Element-wise operations so far.</summary>
    public IReadOnlyList<VectorRow> Vectors => _vectors;

    /// <summary>Adds equal matrix products.</summary>
    /// <param name="source">The operator.</param>
    /// <param name="pass">See <see cref="GemmRow"/>.</param>
    /// <param name="m">Output rows.</param>
    /// <param name="n">Output columns.</param>
    /// <param name="k">Reduction dimension.</param>
    /// <param name="count">How many.</param>
    public void AddGemm(Operator source, string pass, long m, long n, long k, long count = 1)
    {
        ArgumentNullException.ThrowIfNull(source);
        _gemms.Add(new GemmRow(source.Name, pass, m, n, k, count));
    }

    /// <summary>Adds an element-wise operation.</summary>
    /// <param name="source">The operator.</param>
    /// <param name="pass">See <see cref="VectorRow"/>.</param>
    /// <param name="elements">Elements of the largest activation.</param>
    /// <param name="read">Words read.</param>
    /// <param name="written">Words written.</param>
    /// <param name="fusable">Whether it may be fused.</param>
    /// <param name="name">What is computed; the operator's type where none is given.</param>
    public void AddVector(
        Operator source, string pass, long elements, long read, long written, bool fusable = false, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        Add(new VectorRow(source.Name, name ?? source.Type, pass, elements, read, written, fusable));
    }

    /// <summary>Adds a rule of addressing in both directions: forward, and for the gradient where the first input needs one.</summary>
    /// <param name="source">The operator.</param>
    /// <param name="words">What a copying machine would read and write.</param>
    public void AddLayout(Operator source, long words)
    {
        ArgumentNullException.ThrowIfNull(source);
        AddVector(source, "layout.fwd", words, words, words, fusable: true);
        if (source.Inputs.Any(input => input.NeedsGradient))
            AddVector(source, "layout.igrad", words, words, words, fusable: true);
    }

    internal void Add(VectorRow row) => _vectors.Add(row);
}
