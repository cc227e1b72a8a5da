namespace CycleSim.Workloads.Formats;

/// <summary>Whole numbers in two's complement: the nearest one, even of two; out of range, the end of the range; NaN becomes 0.</summary>
internal sealed class IntegerCodec(int bits) : ValueCodec
{
    private readonly int _unused = 32 - bits;
    private readonly int _min = -(1 << (bits - 1));
    private readonly int _max = (1 << (bits - 1)) - 1;

    internal override BitLayout Layout { get; } = new(1u << (bits - 1), 0, (1u << (bits - 1)) - 1);

    internal override uint MaxFiniteCode => (uint)_max;

    internal override uint MinFiniteCode => Layout.SignMask;

    internal override uint Encode(float value) => (uint)(int)Round(value) & Layout.Mask;

    internal override float Decode(uint code) => (int)(code << _unused) >> _unused;

    // Adding zero makes the zero that small negative values become positive: integers have one zero only.
    internal override float Round(float value) => float.IsNaN(value) ? 0 : float.Clamp(MathF.Round(value), _min, _max) + 0f;

    internal override void Round(ReadOnlySpan<float> values, Span<float> rounded) => Round(new IntegerLanes(_min, _max), values, rounded);

    internal override void Round(ReadOnlySpan<float> values, Span<float> rounded, float scale) =>
        Round(new IntegerLanes(_min, _max), values, rounded, scale);
}
