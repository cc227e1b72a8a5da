using CsCheck;
using CycleSim.Properties;

namespace CycleSim.Memoization.Tests;

/// <summary>A key holds exactly what was added, in order, however far the buffer had to grow.</summary>
public sealed class StateKeyBuilderTests
{
    [Fact]
    public void A_long_is_two_integers_low_half_first()
    {
        var key = new StateKeyBuilder();
        key.Add(0x1234_5678_9abc_def0L);
        key.Add(-1L);
        Assert.Equal([unchecked((int)0x9abcdef0), 0x12345678, -1, -1], key.Span.ToArray());
    }

    [Fact]
    public void Only_what_is_busy_after_now_is_written_and_relative_to_now()
    {
        var key = new StateKeyBuilder();
        key.AddFuture(3, 1007, 1000);
        key.AddFuture(4, 1000, 1000);
        key.AddFuture(5, 999, 1000);
        key.AddFuture(6, 1001, 1000);
        Assert.Equal([3, 7, 6, 1], key.Span.ToArray());
    }

    [Fact]
    public void A_time_that_does_not_fit_is_refused_and_not_cut_off()
    {
        var key = new StateKeyBuilder();
        key.AddFuture(1, int.MaxValue, 0);
        Assert.Equal([1, int.MaxValue], key.Span.ToArray());
        Assert.Throws<OverflowException>(() => key.AddFuture(1, 1L << 31, 0));
    }

    [Fact]
    [Trait("kind", "property")]
    public void Any_mix_of_additions_gives_the_same_integers_as_a_list()
    {
        Gen.Int[0, 400].Array[0, 12].ForAll(sizes =>
        {
            var key = new StateKeyBuilder();
            for (int round = 0; round < 2; round++)
            {
                key.Clear();
                List<int> expected = [];
                foreach (int size in sizes)
                {
                    int[] values = [.. Enumerable.Range(round, size)];
                    key.Add(values);
                    key.Add(size);
                    key.Add((long)size << 32 | 7);
                    expected.AddRange([.. values, size, 7, size]);
                }

                Assert.Equal(expected, key.Span.ToArray());
            }
        });
    }
}
