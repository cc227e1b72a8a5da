using System.CommandLine;
using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Gemm;

/// <summary>`cyclesim gemm`: one tiled matrix product. Each question is a mode of its own.</summary>
internal static class GemmCommand
{
    private static readonly IGemmMode[] Modes = [new GemmMapMode(), new GemmMachineMode(), new GemmIdealMode(), new GemmTilesMode()];

    internal static Command Create()
    {
        var command = new Command(
            "gemm",
            "One matrix product in tiles: what moves between DRAM and on-chip buffers, how long it takes, where the time goes.\n\n" +
            string.Join('\n', Modes.Select(mode => $"Example: {mode.Example}")));
        command.AddOptions(Modes.Select(mode => mode.Switch));
        command.AddOptions(Modes.SelectMany(mode => mode.Options).Distinct());
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        IGemmMode[] chosen = [.. Modes.Where(mode => mode.IsChosen(parsed))];
        if (chosen.Length != 1)
        {
            string given = chosen.Length == 0 ? "none" : string.Join(" and ", chosen.Select(mode => mode.Switch.Name));
            throw new InputException(
                $"gemm needs one of the options {string.Join(", ", Modes.Select(mode => mode.Switch.Name))}; given: {given}");
        }

        RefuseOthers(parsed, chosen[0]);
        return chosen[0].Run(parsed);
    }

    private static void RefuseOthers(ParseResult parsed, IGemmMode chosen)
    {
        foreach (Option option in Modes.SelectMany(mode => mode.Options).Except(chosen.Options))
        {
            if (parsed.IsGiven(option))
            {
                IEnumerable<string> users = Modes.Where(mode => mode.Options.Contains(option)).Select(mode => mode.Switch.Name);
                throw new InputException($"{option.Name} goes with {WordList.Join(users, "or")}, not with {chosen.Switch.Name}");
            }
        }
    }
}
