namespace CycleSim.Kernel.Samples;

/// <summary>
/// Machines make parts and break down. One repairman repairs them and does other work in between, from which breakdowns call him away.
/// Shows interrupts and a preemptive resource. One minute of the model is 1 ps.
/// </summary>
internal sealed class MachineShop
{
    private const int Machines = 10;
    private const long RepairMinutes = 30;
    private const long OtherJobMinutes = 30;
    private const long EndMinutes = 4 * 7 * 24 * 60;
    private static readonly Distribution PartMinutes = Distribution.Normal(10, 2).Positive();
    private static readonly Distribution MinutesToFailure = Distribution.Exponential(300);

    private readonly Simulation _simulation;
    private readonly PreemptiveResource _repairman;
    private readonly int[] _parts = new int[Machines];
    private readonly bool[] _isBroken = new bool[Machines];
    private int _breakdowns;
    private int _otherJobs;
    private int _calledAway;

    private MachineShop(Simulation simulation)
    {
        _simulation = simulation;
        _repairman = new PreemptiveResource(simulation, 1, "repairman");
        simulation.Start(OtherWork(), "other work");
        for (int i = 0; i < Machines; i++)
        {
            Process work = simulation.Start(Work(i), $"machine {i}");
            simulation.Start(Break(i, work), $"failures of machine {i}");
        }
    }

    public static void Run(TextWriter output)
    {
        using Simulation simulation = new(seed: 42);
        MachineShop shop = new(simulation);
        simulation.Run(EndMinutes);
        for (int i = 0; i < Machines; i++)
            output.WriteLine($"machine {i} made {shop._parts[i]} parts");
        output.WriteLine($"{shop._breakdowns} breakdowns; {shop._otherJobs} other jobs, interrupted {shop._calledAway} times");
    }

    private IEnumerable<Wait> Work(int machine)
    {
        RandomStream random = _simulation.Random($"parts of machine {machine}");
        while (true)
        {
            long left = PartMinutes.NextPs(random);
            while (left > 0)
            {
                long start = _simulation.NowPs;
                yield return Wait.For(left);
                left -= _simulation.NowPs - start;
                if (!_simulation.ActiveProcess!.HandleInterrupt(out _))
                    continue;

                // After the repair, work continues with what is left of the part.
                _breakdowns++;
                _isBroken[machine] = true;
                using Request repair = _repairman.Request(priority: 1);
                yield return repair;
                yield return Wait.For(RepairMinutes);
                _isBroken[machine] = false;
            }

            _parts[machine]++;
        }
    }

    private IEnumerable<Wait> Break(int machine, Process work)
    {
        RandomStream random = _simulation.Random($"failures of machine {machine}");
        while (true)
        {
            yield return Wait.For(MinutesToFailure.NextPs(random));
            if (!_isBroken[machine])
                work.Interrupt("breakdown");
        }
    }

    private IEnumerable<Wait> OtherWork()
    {
        while (true)
        {
            long left = OtherJobMinutes;
            while (left > 0)
            {
                using Request request = _repairman.Request(priority: 2);
                yield return request;
                if (IsCalledAway())
                    continue;
                long start = _simulation.NowPs;
                yield return Wait.For(left);
                left -= _simulation.NowPs - start;
                IsCalledAway();
            }

            _otherJobs++;
        }
    }

    // The interrupt of a holder whose unit is taken away; its cause is a Preempted record.
    private bool IsCalledAway()
    {
        if (!_simulation.ActiveProcess!.HandleInterrupt(out object? cause))
            return false;
        if (cause is Preempted)
            _calledAway++;
        return true;
    }
}
