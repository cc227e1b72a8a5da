using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Recording;
using CycleSim.Traces;
using CycleSim.Traces.Format;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Recording;

/// <summary>A header whose machine or memory cannot be is refused; it never becomes a machine with other numbers.</summary>
public class RecordedLimitsTests
{
    private static readonly MachineSpec Spec = TestMachines.Paper with
    {
        VectorUnit = new VectorUnitSpec(VectorPasses.Multi, 3, 2, 4, 1, 1),
        Overlap = OverlapSpec.PingPong,
        Residency = "tiled",
        Accumulators = new AccumulatorSpec(1 << 20, 256, 1, 1, 1, 1),
    };

    [Fact]
    public void The_header_of_a_machine_gives_the_machine() =>
        Assert.Equal(Spec.Array, RecordedMachine.FromFormat(Header(), "t").Array);

    [Fact]
    public void Machines_that_cannot_be_are_refused()
    {
        Action<Header>[] changes =
        [
            header => header.MachineValues.Rows = 0, header => header.MachineValues.Rows = 4097,
            header => header.MachineValues.Columns = uint.MaxValue, header => header.MachineValues.Arrays = 65,
            header => header.Banks = 0, header => header.Banks = 4097, header => header.LineBytes = 2, header => header.ClockPeriodPs = 0,
            header => header.MachineValues.InitiationIntervalCycles = uint.MaxValue,
            header => header.MachineValues.VectorWords = 0, header => header.MachineValues.VectorWords = uint.MaxValue,
            header => header.MachineValues.VectorCycles[2] = uint.MaxValue, header => header.MachineValues.VectorCycles[0] = 0,
            header => header.MachineValues.MacEnergyPj = double.NaN, header => header.MachineValues.MacEnergyPj = -1,
            header => header.MachineValues.OperandBuffers = 4, header => header.MachineValues.OutputBuffers = 0,
            header => header.MachineValues.Accumulators.Banks = 0, header => header.MachineValues.Accumulators.Bytes = ulong.MaxValue,
            header => header.MachineValues.Accumulators.ReadEnergyPj = double.NegativeInfinity,
            header => header.MachineValues.Drain = "7", header => header.MachineValues.VectorPasses = "9",
        ];
        Assert.All(changes, change =>
        {
            Header header = Header();
            change(header);
            Assert.StartsWith("t: the header", Assert.Throws<TraceFormatException>(() => RecordedMachine.FromFormat(header, "t")).Message,
                StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData(4, 10, 2, 2, true)]
    [InlineData(0, 11, 2, 2, true)]
    [InlineData(44, 0, 0, 0, true)]
    [InlineData(5, 10, 2, 2, false)]
    [InlineData(0, 0, 0, 0, false)]
    [InlineData(4, 0, 1, 1, false)]
    [InlineData(4, 10, 2, 0, false)]
    [InlineData(4, 1, 4, 1, false)]
    [InlineData(4, uint.MaxValue, 1, 1, false)]
    public void Banks_are_divided_as_they_can_be(uint resident, uint half, uint operandHalves, uint outputHalves, bool isPossible)
    {
        Header header = Header();
        header.Banks = 44;
        for (int i = 0; i < 3; i++)
        {
            header.MachineValues.BankPartitions.Add(new Traces.Format.BankPartition
            {
                Resident = resident,
                Half = half,
                OperandHalves = operandHalves,
                OutputHalves = outputHalves,
            });
        }

        if (isPossible)
        {
            Accelerator.Machine.BankPartition groups = RecordedMachine.PartitionOf(header, "t")!(TensorRole.Error);
            Assert.Equal(new Accelerator.Machine.BankPartition((int)resident, (int)half, (int)operandHalves, (int)outputHalves), groups);
        }
        else
        {
            Assert.StartsWith(
                "t: the header", Assert.Throws<TraceFormatException>(() => RecordedMachine.PartitionOf(header, "t")).Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Memories_that_cannot_be_are_refused()
    {
        Action<Memory>[] changes =
        [
            memory => memory.FiguresCapacityBytes = ulong.MaxValue, memory => memory.Arrays = 0,
            memory => memory.AccessBits = 0, memory => memory.ReadLatencyNs = double.NaN, memory => memory.WriteLatencyNs = 1e30,
            memory => memory.LeakageMw = -1, memory => memory.ReadEnergyPj = double.PositiveInfinity,
        ];
        Assert.All(changes, change =>
        {
            Memory memory = new()
            {
                FiguresCapacityBytes = 1024,
                Arrays = 1,
                AccessBits = 512,
                ReadLatencyNs = 1,
                WriteLatencyNs = 1,
            };
            RecordedMachine.FromFormat(memory, "t");
            change(memory);
            Assert.Throws<TraceFormatException>(() => RecordedMachine.FromFormat(memory, "t"));
        });
    }

    [Fact]
    public void Parts_that_no_controller_can_run_are_refused()
    {
        Action<DramPart>[] changes =
        [
            part => part.QueueDepth = 0, part => part.QueueDepth = uint.MaxValue, part => part.WriteBufferDepth = 1025,
            part => part.BankQueueDepth = 0, part => part.RowHitCap = 0, part => part.PowerDownIdleCycles = uint.MaxValue,
            part => part.TimingCycles[0] = uint.MaxValue, part => part.TimingCycles[3] = 2_000_000_000,
        ];
        Assert.NotNull(RecordedDram.FromFormat(RecordedDram.ToFormat(Spec.Dram), "t"));
        Assert.All(changes, change =>
        {
            DramPart part = RecordedDram.ToFormat(Spec.Dram);
            change(part);
            string problem = Assert.Throws<TraceFormatException>(() => RecordedDram.FromFormat(part, "t")).Message;
            Assert.StartsWith("t: the header keeps a DRAM part with", problem, StringComparison.Ordinal);
        });
    }

    private static Header Header() => new()
    {
        ClockPeriodPs = (ulong)Spec.ClockPeriodPs,
        Banks = (uint)Spec.Scratchpad.Banks,
        LineBytes = (uint)Spec.Scratchpad.LineBytes,
        MachineValues = RecordedMachine.ToFormat(Spec, shares: null),
    };
}
