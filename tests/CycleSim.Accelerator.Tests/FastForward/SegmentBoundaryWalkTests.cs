using CycleSim.Accelerator.FastForward;

namespace CycleSim.Accelerator.Tests.FastForward;

/// <summary>Which boundary comes next, and when it is worth while to look at a level.</summary>
public class SegmentBoundaryWalkTests
{
    [Fact]
    public void The_next_boundary_is_that_of_the_level_or_a_coarser_one()
    {
        SegmentBoundary[] boundaries = [new(3, 2), new(5, 1), new(8, 2), new(10, 0), new(12, 1), new(40, 0)];
        using var walk = new SegmentBoundaryWalk(boundaries, 40);
        Assert.Equal([10L, 5L, 3L], Enumerable.Range(0, 3).Select(walk.Next));
        walk.MoveTo(5);
        Assert.Equal([10L, 10L, 8L], Enumerable.Range(0, 3).Select(walk.Next));
        walk.MoveTo(10);
        Assert.Equal([40L, 12L, 12L], Enumerable.Range(0, 3).Select(walk.Next));
        walk.MoveTo(12);
        Assert.Equal([40L, 40L, 40L], Enumerable.Range(0, 3).Select(walk.Next));
    }

    [Fact]
    public void Steps_that_are_named_twice_and_the_first_step_are_no_stretches()
    {
        using var walk = new SegmentBoundaryWalk([new(0, 0), new(4, 1), new(4, 2), new(6, 0)], 9);
        Assert.Equal(4, walk.Next(2));
        walk.MoveTo(4);
        Assert.Equal(6, walk.Next(2));
    }

    [Fact]
    public void A_level_that_is_new_again_and_again_is_looked_at_less_and_less()
    {
        var backoff = new LevelBackoff();
        var taken = new List<bool>();
        for (int i = 0; i < 18; i++)
        {
            taken.Add(backoff.ShouldLookUp());
            if (taken[^1])
                backoff.Miss();
        }

        // Four looks, then pauses of 1, 2, 4, ...
        Assert.Equal("1111010010000100000", string.Concat(taken.Append(backoff.ShouldLookUp()).Select(look => look ? '1' : '0')));
    }

    [Fact]
    public void A_level_that_is_known_once_is_looked_at_again()
    {
        var backoff = new LevelBackoff();
        for (int i = 0; i < 3; i++)
            backoff.Miss();
        backoff.Hit();
        for (int i = 0; i < 3; i++)
        {
            Assert.True(backoff.ShouldLookUp());
            backoff.Miss();
        }

        Assert.True(backoff.ShouldLookUp());
    }
}
