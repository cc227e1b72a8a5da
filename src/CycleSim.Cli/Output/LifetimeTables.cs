using CycleSim.Studies.Reports;
using CycleSim.Terminal;

namespace CycleSim.Cli.Output;

/// <summary>Prints for how long data stay in the scratchpads.</summary>
internal static class LifetimeTables
{
    internal static void Print(ReportedLifetimes lifetimes)
    {
        Console.WriteLine();
        var table = new TextTable(
            ("scratchpad", false), ("stays", true), ("median (us)", true), ("90 % (us)", true), ("longest (us)", true),
            ("idle %", true), ("device", false), ("at (K)", true), ("barrier (kT)", true), ("at 300 K", true));
        foreach (ReportedRetention pad in lifetimes.Scratchpads)
        {
            table.Add(
                pad.Scratchpad, Invariant($"{pad.Stays}"), Us(pad.MedianS), Us(pad.P90S), Us(pad.MaxS),
                Invariant($"{pad.IdleShare * 100:0.0}"), pad.Device, Invariant($"{pad.TemperatureK:0.##}"),
                Barrier(pad.DeltaAtTemperature), Barrier(pad.DeltaAt300K));
        }

        table.Print();
        ProseText.Print(
            Invariant($"Words stay for whole operations. The barrier loses a bit of the longest stay with {lifetimes.PLossPerBit:G3} at ") +
            "the temperature of the memory's circuits.");
        if (lifetimes.Scratchpads.FirstOrDefault(pad => pad.IsDeviceAssumed) is { } assumed)
            ProseText.Print($"The memory names no junction: {assumed.Device} is assumed.");
    }

    private static string Us(double seconds) => Invariant($"{seconds * 1e6:N1}");

    private static string Barrier(double? delta) => delta is { } known ? Invariant($"{known:0.0}") : "-";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
