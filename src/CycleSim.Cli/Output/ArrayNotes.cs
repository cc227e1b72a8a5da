using CycleSim.Arrays.Models;
using CycleSim.Terminal;

namespace CycleSim.Cli.Output;

/// <summary>What the numbers of an array mean, below its tables.</summary>
internal static class ArrayNotes
{
    private const string AllBits = "Energies are those of an access to all of its bits. ";

    /// <summary>Prints which word the energies are of.</summary>
    /// <param name="write">What a write takes; null where only a table is known.</param>
    /// <param name="isCoded">The array is widened for a code.</param>
    internal static void PrintEnergies(WriteEnergy? write, bool isCoded) => ProseText.Print(AllBits + write switch
    {
        { ResetPj: > 0 } energy =>
            $"The write energy is that of the worst word: each bit is written as a {(energy.SetPj >= energy.ResetPj ? 0 : 1)}.",
        not null => "The write energy follows from the circuit; both states of a bit take the same.",
        null when isCoded => "The write energy is what the memory's file states, scaled to the bits of the code, and that of its encoder.",
        null => "The write energy is what the memory's file states.",
    });

    /// <summary>Prints which word the energies of several memories are of.</summary>
    internal static void PrintEnergies() => ProseText.Print(
        AllBits + "The write energy of a circuit is that of the worst word: each bit is written as the state that takes more (in SRAM " +
        "both take the same). That of a table is what the memory's file states.");

    /// <summary>Prints the write point, and what the option that named a junction changed.</summary>
    /// <param name="point">The write point.</param>
    /// <param name="deviceOption">The option, if it was given.</param>
    internal static void PrintWritePoint(ReportedWritePoint point, string? deviceOption)
    {
        ProseText.Print(point.Text());
        if (deviceOption is not null)
        {
            ProseText.Print(
                $"{deviceOption} changed the write point alone: latency and energy of writes follow from it, and read energy and leakage " +
                "a little, through the transistors that carry its current. Cell size, resistances and read latency stay those of the " +
                "memory's file.");
        }
    }
}
