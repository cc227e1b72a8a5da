namespace CycleSim.Device.Codes;

/// <summary>Bits that are stored as they are.</summary>
internal sealed class NoCodeFamily : ICodeFamily
{
    public ErrorCorrectingCode Create(int dataBits)
    {
        ParityChecks checks = new(0, [.. Enumerable.Repeat<ulong[]>([0], dataBits)]);
        return new(checks, new NothingLocator())
        {
            Name = FormattableString.Invariant($"none({dataBits})"),
            Family = "none",
            CorrectableBits = 0,
            MinDistance = 1,
        };
    }
}
