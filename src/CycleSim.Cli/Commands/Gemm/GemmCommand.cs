using System.CommandLine;
using CycleSim.Platform;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Gemm;

/// <summary>`cyclesim gemm`: one tiled matrix product. Each question is a mode of its own.</summary>
internal static class GemmCommand
{
    private static readonly IGemmMode[] Modes = [new GemmMapMode(), new GemmIdealMode(), new GemmTilesMode()];

    internal static Command Create()
    {
        var command = new Command(
            "gemm",
            "One matrix product in tiles: what moves between DRAM and on-chip buffers, how long it takes, where the time goes.\n\n" +
            string.Join('\n', Modes.Select(mode => $"Example: {mode.Example}")));
        command.AddOptions(Modes.Select(mode => mode.Switch));
        command.AddOptions(GemmOptions.All);
        command.AddOptions(Modes.SelectMany(mode => mode.Options).Distinct());
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        IGemmMode[] chosen = [.. Modes.Where(mode => mode.IsChosen(parsed))];
        return chosen.Length == 1 ? chosen[0].Run(parsed) : throw new InputException(
            $"gemm needs one of the options {string.Join(", ", Modes.Select(mode => mode.Switch.Name))}");
    }
}
