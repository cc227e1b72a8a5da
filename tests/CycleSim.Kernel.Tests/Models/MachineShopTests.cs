namespace CycleSim.Kernel.Tests.Models;

/// <summary>
/// Machines make parts and break down; one repairman repairs them and does less important work in between, from which
/// breakdowns call him away. One unit of time is a minute, written as 1 ps.
/// </summary>
public sealed class MachineShopTests
{
    private const int Machines = 10;
    private const long RepairMinutes = 30;
    private const long JobMinutes = 30;
    private const double MeanMinutesToFailure = 300;
    private const long EndMinutes = 4 * 7 * 24 * 60;

    [Fact]
    public void TimeIsConservedAndTheResultIsThatOfTheSeed()
    {
        using Simulation simulation = new(seed: 42);
        PreemptiveResource repairman = new(simulation, 1, "repairman");
        Shop shop = new(simulation, repairman);
        Machine[] machines = [.. Enumerable.Range(0, Machines).Select(i => new Machine(simulation, repairman, i))];

        simulation.Run(EndMinutes);
        simulation.Dispose();

        // Every minute of a machine is work on a finished part, work on the current one, or standstill.
        foreach (Machine machine in machines)
        {
            Assert.Equal(EndMinutes, machine.WorkedMinutes + machine.BrokenMinutes);
            Assert.InRange(machine.UnfinishedRepairMinutes, 0, RepairMinutes);
            Assert.Equal((machine.Breakdowns * RepairMinutes) + machine.QueuedMinutes,
                machine.BrokenMinutes + machine.UnfinishedRepairMinutes);
        }

        Assert.Equal(0, repairman.InUse);
        Assert.True(shop.Interruptions > 0);
        Assert.Equal(
            (33_189, 1088, 258, 233),
            (machines.Sum(m => m.Parts), machines.Sum(m => m.Breakdowns), shop.Jobs, shop.Interruptions));
    }

    private sealed class Machine
    {
        private readonly Simulation _simulation;
        private readonly PreemptiveResource _repairman;
        private readonly RandomStream _random;
        private readonly Process _work;
        private bool _broken;

        public Machine(Simulation simulation, PreemptiveResource repairman, int number)
        {
            _simulation = simulation;
            _repairman = repairman;
            _random = simulation.Random($"machine {number}");
            _work = simulation.Start(Work(), $"machine {number}");
            simulation.Start(Break(), $"fate of machine {number}");
        }

        public int Parts { get; private set; }

        public int Breakdowns { get; private set; }

        public long WorkedMinutes { get; private set; }

        public long BrokenMinutes { get; private set; }

        public long QueuedMinutes { get; private set; }

        /// <summary>Of the last repair, what lies beyond the end of the run.</summary>
        public long UnfinishedRepairMinutes { get; private set; }

        private IEnumerable<Wait> Work()
        {
            while (true)
            {
                long left = Math.Max(1, (long)Math.Round(_random.Normal(10, 2)));
                while (left > 0)
                {
                    long start = _simulation.NowPs;
                    bool interrupted;
                    try
                    {
                        yield return Wait.For(left);
                        interrupted = _simulation.ActiveProcess!.HandleInterrupt(out _);
                    }
                    finally
                    {
                        WorkedMinutes += _simulation.NowPs - start;
                    }

                    if (!interrupted)
                        break;
                    _broken = true;
                    left -= _simulation.NowPs - start;
                    long brokenSince = _simulation.NowPs;
                    Breakdowns++;
                    bool granted = false;
                    bool repaired = false;
                    try
                    {
                        using (Request repair = _repairman.Request(priority: 1))
                        {
                            yield return repair;
                            granted = true;
                            QueuedMinutes += _simulation.NowPs - brokenSince;
                            yield return Wait.For(RepairMinutes);
                            repaired = true;
                        }
                    }
                    finally
                    {
                        BrokenMinutes += _simulation.NowPs - brokenSince;
                        if (!granted)
                            QueuedMinutes += _simulation.NowPs - brokenSince;
                        if (!repaired)
                            UnfinishedRepairMinutes = (Breakdowns * RepairMinutes) + QueuedMinutes - BrokenMinutes;
                    }

                    _broken = false;
                }

                Parts++;
            }
        }

        private IEnumerable<Wait> Break()
        {
            while (true)
            {
                yield return Wait.For((long)Math.Ceiling(_random.Exponential(MeanMinutesToFailure)));
                if (!_broken)
                    _work.Interrupt("breakdown");
            }
        }
    }

    private sealed class Shop
    {
        private readonly Simulation _simulation;
        private readonly PreemptiveResource _repairman;

        public Shop(Simulation simulation, PreemptiveResource repairman)
        {
            _simulation = simulation;
            _repairman = repairman;
            simulation.Start(OtherWork(), "other work");
        }

        public int Jobs { get; private set; }

        public int Interruptions { get; private set; }

        private IEnumerable<Wait> OtherWork()
        {
            while (true)
            {
                long left = JobMinutes;
                while (left > 0)
                {
                    using Request request = _repairman.Request(priority: 2);
                    yield return request;
                    if (_simulation.ActiveProcess!.HandleInterrupt(out _))
                    {
                        // Called away before he had begun.
                        Interruptions++;
                        continue;
                    }

                    long start = _simulation.NowPs;
                    yield return Wait.For(left);
                    if (_simulation.ActiveProcess!.HandleInterrupt(out object? cause))
                    {
                        Assert.Equal(start, Assert.IsType<Preempted>(cause).UsageSincePs);
                        Interruptions++;
                    }

                    left -= _simulation.NowPs - start;
                }

                Jobs++;
            }
        }
    }
}
