using CycleSim.Accelerator.Machine;
using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Dataflow.Timing;

/// <summary>
/// PE(r, c) holds one activation and weights stream. The same array as <see cref="WeightStationary"/> with the transposed product, so that
/// M and N change places.
/// </summary>
internal sealed class InputStationary : IArrayTiming
{
    private readonly WeightStationary _mirror = new();

    public string Name => "input_stationary";

    public string Meaning => "activations stay, weights stream, partial sums move down";

    public string ShortName => "is";

    public IChoices Variants => _mirror.Variants;

    public string DefaultVariant => _mirror.DefaultVariant;

    public string BlockedDimension => "n";

    public long BlockedSize(GemmShape gemm)
    {
        ArgumentNullException.ThrowIfNull(gemm);
        return _mirror.BlockedSize(gemm.Transposed);
    }

    public bool CanTrim(string? variant) => _mirror.CanTrim(variant);

    public ArrayTimingCounts Count(ArrayTimingQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return _mirror.Count(question.Transposed);
    }

    public ArrayTimingCounts CountAsScaleSim(GemmShape gemm, int rows, int columns)
    {
        ArgumentNullException.ThrowIfNull(gemm);
        return _mirror.CountAsScaleSim(gemm.Transposed, rows, columns);
    }
}
