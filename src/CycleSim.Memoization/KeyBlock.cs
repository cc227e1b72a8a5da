namespace CycleSim.Memoization;

/// <summary>A part that many keys and results share, kept once (<see cref="KeyBlockTable"/>).</summary>
public sealed class KeyBlock
{
    private readonly int[] _values;

    internal KeyBlock(int id, int[] values) => (Id, _values) = (id, values);

    /// <summary>Stands for the block in a key.</summary>
    public int Id { get; }

    /// <summary>The integers of the block.</summary>
    public ReadOnlySpan<int> Span => _values;
}
