using System.CommandLine;
using System.Text.Json;
using CycleSim.Accelerator.Files;
using CycleSim.Arrays.Models;
using CycleSim.Cli.Arguments;
using CycleSim.Cli.Output;
using CycleSim.Platform.Processes;
using CycleSim.Studies.Validation;
using CycleSim.Terminal;
using CycleSim.Terminal.Options;
using CycleSim.Workloads.Benchmarks;

namespace CycleSim.Cli.Commands.Study;

/// <summary>`cyclesim validate`: kernels that were measured on hardware, simulated on a machine that describes it.</summary>
internal static class ValidateCommand
{
    /// <summary>That of other commands, where neither option nor file says it.</summary>
    private const long DefaultCapacityBytes = 48L << 20;

    private static readonly Option<string> Machine = CommandOptions.Machine.Required<string>();

    private static readonly Option<string> Memory = CommandOptions.Memory.WithDefault("sram");

    private static readonly Option<string?> Capacity = (CommandOptions.Capacity with
    {
        Meaning = $"{CommandOptions.Capacity.Meaning}; without it that of the machine's file, else 48MiB",
    }).Optional<string?>();

    private static readonly Option<string> Measured = new OptionSpec(
        "--measured", "CSV of measured cycles: workload, measured_cycles (or tpu_v3_cycles), and columns of what others published")
    {
        ValueForm = "FILE",
        Since = "0.2",
    }.Required<string>();

    private static readonly Option<string?> Json = SharedOptions.Json.Optional<string?>();

    internal static Command Create()
    {
        var command = new Command(
            "validate",
            "Simulate kernels that were measured on hardware: the error of each, means, and how the means move with what is assumed.\n\n" +
            $"Workloads: {NamedBenchmark.Forms}\n" +
            "Example: cyclesim validate --machine tpu-v3 --measured models/measured/tpu-v3.csv")
        {
            Machine, Measured, Memory, Capacity, StudyOptions.Jobs, Json,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        string file = parsed.GetRequiredValue(Measured);
        JsonOutput output = JsonOutput.Of(parsed, Json, file);
        DescribedMachine described = DescribedMachine.Load(parsed.GetRequiredValue(Machine));
        MemoryTechnology memory = MemoryTechnologyLoader.Load(parsed.GetRequiredValue(Memory));
        MeasuredTable table = MeasuredTableReader.Load(file);
        long capacity = CapacityOf(parsed, described);
        var study = new ValidationStudy(table, described, memory, capacity);
        ValidationResult result = StudyOptions.Interruptible(
            token => ProgressLine.Run("validate", report => study.Run(parsed.GetRequiredValue(StudyOptions.Jobs), report, token)),
            "interrupted; nothing was written");
        var title = new ValidationTitle(described.Machine.Name, memory.Name, capacity, table.Others);
        output.Print(
            () => JsonSerializer.Serialize(ReportedValidation.Of(title, result), ResultContext.Default.ReportedValidation),
            () => ValidationTables.Print(title, result));
        return ExitCode.Done;
    }

    private static long CapacityOf(ParseResult parsed, DescribedMachine described) => parsed.GetValue(Capacity) is { } given
        ? OptionValue.Bytes(Capacity.Name, given)
        : described.CapacityBytes ?? DefaultCapacityBytes;
}
