using System.Globalization;
using CycleSim.Accelerator.Steps;
using CycleSim.Accelerator.Tiles;
using CycleSim.Terminal;

namespace CycleSim.Cli.Commands.Gemm;

/// <summary>Where the time of tiles went, for a reader.</summary>
internal static class TileTimesText
{
    internal static void Print(TileTimes times, int tiles, string loops = "")
    {
        string unit = tiles == 1 ? "tile" : "tiles";
        ProseText.Print(string.Create(CultureInfo.InvariantCulture, $"{tiles:N0} {unit}{loops}: {times.TotalCycles:N0} cycles"));
        Print(new StepTimes(
            times.ArrayBusyCycles, times.WaitLoadCycles, times.WaitStoreCycles, times.TailCycles, times.LoadBusyCycles,
            times.StoreBusyCycles, times.DmaIdleCycles));
    }

    /// <summary>Shares of array and DMA channel.</summary>
    internal static void Print(StepTimes times)
    {
        Row("array computes", times.ArrayBusyCycles);
        Row("array waits for operands", times.WaitLoadCycles);
        Row("array waits for a store", times.WaitStoreCycles);
        Row("last store after the array", times.TailCycles);
        Console.WriteLine();
        Row("DMA loads", times.LoadBusyCycles);
        Row("DMA stores", times.StoreBusyCycles);
        Row("DMA idle", times.DmaIdleCycles);

        void Row(string what, long cycles) => ProseText.Print(string.Create(
            CultureInfo.InvariantCulture, $"  {what,-28}{cycles,18:N0}{100.0 * cycles / times.TotalCycles,8:0.0} %"));
    }
}
