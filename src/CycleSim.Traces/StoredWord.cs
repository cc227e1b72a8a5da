namespace CycleSim.Traces;

/// <summary>The words of tensors that training stores and whose bits may fail: single-precision numbers.</summary>
public static class StoredWord
{
    /// <summary>Bits of a word; bit 31 is the sign.</summary>
    public const int Bits = 32;
}
