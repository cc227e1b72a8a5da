using CycleSim.Dram.Parts;
using CycleSim.Dram.Standards;

namespace CycleSim.Dram.Commands;

/// <summary>
/// Checks a list of commands against the constraints of the standard and against what each command presupposes, without any state of a
/// controller: for each command it looks at the latest earlier command of each kind in each bank. Memory does not grow with the list.
/// </summary>
public sealed class JedecChecker
{
    /// <summary>Violations that are kept; the rest is only counted.</summary>
    public const int MaxKept = 1000;

    private readonly ChannelChecker[] _channels;
    private readonly List<JedecViolation> _violations = [];

    /// <summary>Starts with all banks closed.</summary>
    /// <param name="spec">The part: organisation and timing.</param>
    public JedecChecker(DramSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        TimingTable table = spec.Table(TimingRules.Jedec);
        _channels = [.. Enumerable.Range(0, spec.Channels).Select(_ => new ChannelChecker(spec, table, Report))];
    }

    /// <summary>The first violations, in the order of the later command.</summary>
    public IReadOnlyList<JedecViolation> Violations => _violations;

    /// <summary>All violations.</summary>
    public long ViolationCount { get; private set; }

    /// <summary>Commands checked.</summary>
    public long CommandCount { get; private set; }

    /// <summary>Checks the next command.</summary>
    /// <param name="command">The command; within a channel not before the last one.</param>
    public void Add(in DramCommand command)
    {
        CommandCount++;
        _channels[command.Channel].Add(command);
    }

    /// <summary>Checks a list.</summary>
    /// <param name="spec">The part: organisation and timing.</param>
    /// <param name="commands">Commands in ascending cycles.</param>
    /// <returns>Every violation up to <see cref="MaxKept"/>, in the order of the later command.</returns>
    public static IReadOnlyList<JedecViolation> Check(DramSpec spec, IEnumerable<DramCommand> commands)
    {
        ArgumentNullException.ThrowIfNull(commands);
        var checker = new JedecChecker(spec);
        foreach (DramCommand command in commands)
            checker.Add(command);
        return checker._violations;
    }

    private void Report(JedecViolation violation)
    {
        ViolationCount++;
        if (_violations.Count < MaxKept)
            _violations.Add(violation);
    }
}
