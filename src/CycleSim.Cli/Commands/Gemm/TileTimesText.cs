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
            times.ArrayBusy, times.WaitLoad, times.WaitStore, times.Tail, times.LoadBusy, times.StoreBusy, times.DmaIdle));
    }

    /// <summary>Shares of array and DMA channel.</summary>
    internal static void Print(StepTimes times)
    {
        Row("array computes", times.ArrayBusy);
        Row("array waits for operands", times.WaitLoad);
        Row("array waits for a store", times.WaitStore);
        Row("last store after the array", times.Tail);
        Console.WriteLine();
        Row("DMA loads", times.LoadBusy);
        Row("DMA stores", times.StoreBusy);
        Row("DMA idle", times.DmaIdle);

        void Row(string what, long cycles) => ProseText.Print(string.Create(
            CultureInfo.InvariantCulture, $"  {what,-28}{cycles,18:N0}{100.0 * cycles / times.TotalCycles,8:0.0} %"));
    }
}
