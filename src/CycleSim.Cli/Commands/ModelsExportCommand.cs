using System.CommandLine;
using CycleSim.Platform;
using CycleSim.Platform.Files;
using CycleSim.Platform.Processes;
using CycleSim.Terminal;
using CycleSim.Terminal.Options;
using CycleSim.Workloads.Export;
using CycleSim.Workloads.Files;

namespace CycleSim.Cli.Commands;

/// <summary>`cyclesim models export`: a network in another tool's format.</summary>
internal static class ModelsExportCommand
{
    private static readonly Argument<string> Name = new("name") { Description = "A network: a shipped name, or a .json or .onnx file" };

    private static readonly Option<bool> Onnx = new("--onnx")
    {
        Description = "Write an ONNX file: nodes and shapes, without the contents of weights; viewers as Netron open it",
    };

    private static readonly Option<string?> Out = (SharedOptions.Out with { Meaning = "The file; without it NAME.onnx in this folder" })
        .Optional<string?>();

    internal static Command Create()
    {
        var export = new Command(
            "export",
            "Write a network in another tool's format.\n\nExample: cyclesim models export gpt2-small --onnx --out gpt2.onnx")
        {
            Name, Onnx, Out,
        };
        export.SetAction(Export);
        return export;
    }

    private static int Export(ParseResult parsed)
    {
        string name = parsed.GetRequiredValue(Name);
        if (!parsed.GetValue(Onnx))
            throw new InputException($"{name}: say in which format; allowed: {Onnx.Name}");
        Workload workload = WorkloadLoader.Load(name);
        string path = parsed.GetValue(Out) ?? OutputFile.SafeName($"{workload.Name}.onnx");
        OutputFile.CheckDistinct(name, path);
        OutputFile.Check(path);
        using var content = new MemoryStream();
        OnnxExport.Write(workload.GraphOf(1), content);
        OutputFile.WriteAtomically(path, stream => content.WriteTo(stream));
        ProseText.Print($"wrote {path}: {workload.Name}, without the contents of its weights");
        return ExitCode.Done;
    }
}
