using System.CommandLine;
using System.Text;
using CycleSim.Configuration.Json;
using CycleSim.Dram.Parts;
using CycleSim.Platform;
using CycleSim.Platform.Files;
using CycleSim.Platform.Processes;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands;

/// <summary>`cyclesim models import`: a configuration of DRAMsim3 becomes a part file.</summary>
internal static class ModelsImportCommand
{
    private static readonly Argument<string> Configuration = new("file") { Description = "A configuration of DRAMsim3 (.ini)" };

    private static readonly Option<string?> Out = (SharedOptions.Out with { Meaning = "The part file; without it standard output" })
        .Optional<string?>();

    internal static Command Create()
    {
        var import = new Command(
            "import",
            "Write a configuration of DRAMsim3 as a DRAM part file, to look at and to edit.\n\n" +
            "Example: cyclesim models import ddr4.ini --out my-part.json")
        {
            Configuration, Out,
        };
        import.SetAction(Import);
        return import;
    }

    private static int Import(ParseResult parsed)
    {
        string path = parsed.GetRequiredValue(Configuration);
        if (!Dramsim3Config.IsPath(path))
            throw new InputException($"{path}: is no configuration of DRAMsim3; allowed: a file that ends in .ini");
        string? output = parsed.GetValue(Out);
        OutputFile.CheckDistinct(path, output);
        if (output is not null)
            OutputFile.Check(output);
        Dramsim3Part part = Dramsim3Config.Load(path);
        string text = PartFileWriter.Write(part, path);
        CheckReadable(path, text);
        foreach (string note in part.Notes)
            Console.Error.WriteLine($"cyclesim: note: {note}");
        if (output is null)
            Console.Write(text);
        else
            OutputFile.WriteAtomically(output, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        return ExitCode.Done;
    }

    /// <summary>Part files keep the bounds of their standard, configurations need not.</summary>
    private static void CheckReadable(string path, string text)
    {
        try
        {
            DramLoader.Read(ConfigDocument.Parse(text, "the part file"));
        }
        catch (InputException problem)
        {
            throw new InputException($"{path}: cannot be a part file, but --dram {path} works: {problem.Message}");
        }
    }
}
