using System.CommandLine;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Tiles;
using CycleSim.Cli.Arguments;
using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Gemm;

/// <summary>The ideal memory, the buffers and the DMA channel, as options.</summary>
internal static class TileMachineOptions
{
    private static readonly NumberRange Numbers = new(1, 1L << 38);
    private static readonly NumberRange Buffers = new(1, 1024);

    private static readonly Option<long> BytesPerCycle = new OptionSpec(
        "--bytes-per-cycle", "Bytes that the memory moves in a core cycle")
    {
        ValueForm = "N",
        Range = Numbers,
    }.WithDefault(16L);

    private static readonly Option<long> Latency = new OptionSpec("--latency", "Core cycles from the start of a transfer to its data")
    {
        ValueForm = "CYCLES",
        Range = Numbers with { Min = 0 },
    }.WithDefault(0L);

    private static readonly ChoiceOption<LatencyMode> Mode = new OptionSpec(
        "--latency-mode", "Whether the latency occupies the channel").EnumChoice(LatencyModes.All, LatencyMode.Held);

    private static readonly Option<int> OperandBuffers = new OptionSpec(
        "--operand-buffers", "Buffers of each operand; 1 is no overlap, 2 is ping-pong")
    {
        ValueForm = "N",
        Range = Buffers,
    }.WithDefault(2);

    private static readonly Option<int> OutputBuffers = new OptionSpec("--output-buffers", "Buffers of outputs")
    {
        ValueForm = "N",
        Range = Buffers,
    }.WithDefault(2);

    private static readonly ChoiceOption<IDmaPolicy> Policy = (CommandOptions.Policy with
    {
        Meaning = "What the DMA channel moves next",
    }).NamedChoice(() => DmaPolicies.All.All, OverlapSpec.InProgramOrder);

    internal static IEnumerable<Option> All => [BytesPerCycle, Latency, Mode, OperandBuffers, OutputBuffers, Policy];

    /// <summary>Reads the machine.</summary>
    /// <exception cref="InputException">A name is unknown.</exception>
    internal static TileMachine Read(ParseResult parsed)
    {
        LatencyMode mode = Mode.Of(parsed);
        var dram = new IdealDram(parsed.GetRequiredValue(BytesPerCycle), parsed.GetRequiredValue(Latency), mode);
        return new TileMachine(
            dram, parsed.GetRequiredValue(OperandBuffers), parsed.GetRequiredValue(OutputBuffers), Policy.Of(parsed));
    }
}
