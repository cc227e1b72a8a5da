using System.CommandLine;
using CycleSim.Platform;
using CycleSim.Platform.Processes;

namespace CycleSim.Cli.Commands.Gemm;

/// <summary>`cyclesim gemm`: one product, or a list of tiles, on a memory and an array.</summary>
internal static class GemmCommand
{
    internal static Command Create()
    {
        var command = new Command(
            "gemm",
            "One matrix product in tiles: how long it takes on an ideal memory, and where the time goes.\n\n" +
            "Example: cyclesim gemm --ideal --m 4096 --n 512 --k 1024 --rows 128 --columns 128 --tile 512x512x256 --bytes-per-cycle 64\n" +
            "Example: cyclesim gemm --tiles \"4*64/64/100/32;0/64/100/32\" --bytes-per-cycle 4 --json")
        {
            GemmIdealMode.Ideal, GemmTilesMode.Tiles, GemmOptions.M, GemmOptions.N, GemmOptions.K, GemmOptions.Rows, GemmOptions.Columns,
            GemmOptions.Tile, GemmOptions.Order, GemmOptions.ElementBytes, GemmIdealMode.Variant, GemmOptions.Json,
        };
        foreach (Option option in TileMachineOptions.All)
            command.Add(option);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        string? tiles = parsed.GetValue(GemmTilesMode.Tiles);
        bool isIdeal = parsed.GetValue(GemmIdealMode.Ideal);
        if (tiles is null == !isIdeal)
            throw new InputException("give one of --ideal (a product in tiles) and --tiles (a list of tiles)");
        if (tiles is not null)
            GemmTilesMode.Run(parsed, tiles);
        else
            GemmIdealMode.Run(parsed);
        return ExitCode.Done;
    }
}
