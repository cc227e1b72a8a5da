namespace CycleSim.Device.Codes;

/// <summary>Finds a single wrong bit: the one whose column of the parity check matrix is the syndrome.</summary>
internal sealed class ColumnLocator : IErrorLocator
{
    private readonly Dictionary<ulong, int> _bits = [];

    internal ColumnLocator(ParityChecks checks)
    {
        for (int bit = 0; bit < checks.CodewordBits; bit++)
            _bits.Add(checks.Column(bit), bit);
    }

    public IReadOnlyList<int>? Locate(ReadOnlySpan<ulong> syndrome) => _bits.TryGetValue(syndrome[0], out int bit) ? [bit] : null;
}
