using System.Globalization;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Mapping;
using CycleSim.Configuration.Text;
using CycleSim.Terminal;

namespace CycleSim.Cli.Output;

/// <summary>DRAM traffic of a tiled matrix product as tables.</summary>
internal static class GemmTables
{
    internal static void Print(GemmMapping mapping, GemmTraffic? serpentine)
    {
        Print(mapping.Shape, mapping.Tiling, mapping.Order, mapping.Traffic, null);
        PrintLine($"each operand once: {Size(mapping.CompulsoryBytes)}");
        PrintLine($"lower bound of any schedule: {Size(mapping.LowerBoundBytes)}; this is {mapping.RatioToBound:0.0000} times as much");
        PrintLine($"minimum of each loop order, in bytes: {string.Join(", ", LoopOrder.All.Zip(
            mapping.MinBytesOfOrder, (order, bytes) => FormattableString.Invariant($"{order} {bytes}")))}");
        PrintSerpentine(serpentine);
    }

    internal static void Print(GemmShape shape, GemmTiling tiling, LoopOrder order, GemmTraffic traffic, GemmTraffic? serpentine)
    {
        PrintLine($"{shape.M} x {shape.N} x {shape.K} in tiles of {tiling.Tm} x {tiling.Tn} x {tiling.Tk}, loop order {order}");
        Print(traffic);
        PrintSerpentine(serpentine);
    }

    private static void PrintSerpentine(GemmTraffic? serpentine)
    {
        if (serpentine is null)
            return;
        ProseText.Print("with middle and inner loops that turn round:");
        Print(serpentine);
    }

    private static void Print(GemmTraffic traffic)
    {
        var table = new TextTable(("DRAM traffic", false), ("tiles", true), ("bytes", true), ("size", true));
        Add("A loaded", traffic.ALoads, traffic.ABytes);
        Add("B loaded", traffic.BLoads, traffic.BBytes);
        Add("C written", traffic.CStores, traffic.CWriteBytes);
        Add("C read back", traffic.CReloads, traffic.CReadBytes);
        Add("total", null, traffic.TotalBytes);
        table.Print();

        void Add(string name, long? tiles, long bytes) => table.Add(name, Text(tiles), Text(bytes), ByteSize.Format(bytes));
    }

    private static string Text(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Size(long bytes) => FormattableString.Invariant($"{bytes} bytes ({ByteSize.Format(bytes)})");

    private static void PrintLine(FormattableString text) => ProseText.Print(FormattableString.Invariant(text));
}
