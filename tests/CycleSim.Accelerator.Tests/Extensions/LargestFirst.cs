using CycleSim.Accelerator.Scheduling;

namespace CycleSim.Accelerator.Tests.Extensions;

/// <summary>An eviction policy of one's own: the largest tensor leaves.</summary>
internal sealed class LargestFirst : IEvictionPolicy
{
    public string Name => "largest_first";

    public string Meaning => "the largest one";

    public int Choose(EvictionQuestion question)
    {
        int largest = 0;
        for (int i = 1; i < question.Candidates.Count; i++)
            if (question.Candidates[i].Words > question.Candidates[largest].Words)
                largest = i;
        return largest;
    }
}
