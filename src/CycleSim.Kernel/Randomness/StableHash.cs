namespace CycleSim.Kernel;

/// <summary>
/// The 64-bit hash FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo; RFC 9923): the same on every machine and in every run,
/// unlike <see cref="string.GetHashCode()"/>.
/// </summary>
public static class StableHash
{
    private const ulong OffsetBasis = 0xCBF29CE484222325;
    private const ulong Prime = 0x100000001B3;

    /// <summary>Hashes a text by its UTF-8 bytes.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The hash.</returns>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    public static ulong Fnv1a64(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Fnv1a64(System.Text.Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Hashes bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>The hash.</returns>
    public static ulong Fnv1a64(ReadOnlySpan<byte> bytes)
    {
        ulong hash = OffsetBasis;
        foreach (byte value in bytes)
            hash = (hash ^ value) * Prime;
        return hash;
    }
}
