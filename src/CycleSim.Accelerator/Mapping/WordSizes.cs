using System.Runtime.CompilerServices;

namespace CycleSim.Accelerator.Mapping;

/// <summary>Bytes of a word of each kind.</summary>
/// <param name="Element">Bytes of an element of A or B (e_in), 1 to <see cref="MaxBytes"/>.</param>
/// <param name="Partial">Bytes of a partial sum of C, on-chip and spilled to DRAM (e_partial), 1 to <see cref="MaxBytes"/>.</param>
/// <param name="Output">Bytes of a finished element of C in DRAM (e_out), 1 to <see cref="MaxBytes"/>.</param>
/// <exception cref="ArgumentOutOfRangeException">A size is not 1 to <see cref="MaxBytes"/>.</exception>
public sealed record WordSizes(int Element, int Partial, int Output)
{
    /// <summary>The largest word, in bytes.</summary>
    public const int MaxBytes = 16;

    /// <summary>Bytes of an element of A or B.</summary>
    public int Element { get; } = Checked(Element);

    /// <summary>Bytes of a partial sum of C.</summary>
    public int Partial { get; } = Checked(Partial);

    /// <summary>Bytes of a finished element of C.</summary>
    public int Output { get; } = Checked(Output);

    private static int Checked(int bytes, [CallerArgumentExpression(nameof(bytes))] string name = "")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, MaxBytes, name);
        return bytes;
    }
}
