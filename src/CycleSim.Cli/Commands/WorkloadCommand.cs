using System.CommandLine;
using System.Text.Json;
using CycleSim.Cli.Arguments;
using CycleSim.Cli.Output;
using CycleSim.Platform;
using CycleSim.Platform.Files;
using CycleSim.Platform.Processes;
using CycleSim.Terminal.Options;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Optimizers;

namespace CycleSim.Cli.Commands;

/// <summary>`cyclesim workload`: what a training step of a network consists of.</summary>
internal static class WorkloadCommand
{
    private static readonly Option<string> Network = CommandOptions.Network.WithDefault("resnet50-imagenet");

    private static readonly Option<int> Batch = (SharedOptions.Batch with { Range = TrainingStepLowering.BatchSizes }).WithDefault(1);

    private static readonly Option<string?> Csv = new OptionSpec(
        "--csv-folder", "Folder for tables as CSV, one file each: layers, GEMMs, vector operations, stored tensors, nodes of the file")
    {
        ValueForm = "DIR",
        Since = "0.2",
        FormerNames = [new("--csv")],
    }.Optional<string?>();

    private static readonly Option<string?> Json = SharedOptions.Json.Optional<string?>();

    internal static Command Create()
    {
        var command = new Command(
            "workload",
            "What a training step of a network consists of: layers, matrix products, element-wise operations, tensors.\n\n" +
            "Example: cyclesim workload --network gpt2-small --batch 8 --optimizer adamw\n" +
            "Example: cyclesim workload --network resnet50-imagenet --batch 32 --csv-folder tables")
        {
            Network, Batch, CommandOptions.Optimizer, CommandOptions.Precision, Csv, Json,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        Workload workload = WorkloadLoader.Load(parsed.GetRequiredValue(Network));
        int batch = parsed.GetRequiredValue(Batch);
        ParameterUpdate update = CommandOptions.UpdateOf(parsed);
        if (parsed.GetValue(Csv) is { } tables)
            OutputFile.CreateFolder(Csv.Name, tables);
        JsonOutput json = JsonOutput.Of(parsed, Json);
        try
        {
            Report(workload, batch, update, parsed.GetValue(Csv), json);
        }
        catch (OverflowException)
        {
            throw new InputException($"{workload.Name}: counts of a training step of batch {batch} exceed 2^63; take a smaller batch");
        }

        return ExitCode.Done;
    }

    private static void Report(Workload workload, int batch, ParameterUpdate update, string? folder, JsonOutput json)
    {
        Graph graph = workload.GraphOf(batch);
        WorkloadCsv? tables = folder is null ? null : new WorkloadCsv(folder, graph);
        OutputFile.CheckDistinct([json.Path, .. tables?.Paths ?? []]);
        StepRows rows = TrainingStepRows.Of(graph, update);
        ReportedWorkload report = WorkloadReports.Of(graph, rows, update);
        tables?.Write(rows, workload.NodesOf(batch));

        json.Print(
            () => JsonSerializer.Serialize(report, ResultContext.Default.ReportedWorkload),
            () => WorkloadTables.Print(report, graph, rows));
    }
}
