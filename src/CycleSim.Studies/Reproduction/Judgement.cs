namespace CycleSim.Studies.Reproduction;

/// <summary>A claim judged.</summary>
/// <param name="Verdict">What the rule says.</param>
/// <param name="Measured">What was measured.</param>
/// <param name="Explanation">Why it is so, with numbers.</param>
public sealed record Judgement(Verdict Verdict, string Measured, string Explanation)
{
    /// <summary>The verdict in words.</summary>
    public string Word => Verdict switch
    {
        Verdict.Holds => "holds",
        Verdict.HoldsInPart => "holds in part",
        Verdict.DoesNotHold => "does not hold",
        Verdict.Given => "given",
        Verdict.Open => "open",
        _ => "not run",
    };

    internal static Judgement NotRun(string why) => new(Verdict.NotRun, "nothing", why);
}
