using CsCheck;
using CycleSim.Properties;

namespace CycleSim.Memoization.Tests;

/// <summary>A hit is a key that is equal in every integer; nothing else is one.</summary>
public sealed class MemoTableTests
{
    [Fact]
    public void A_key_that_differs_in_any_integer_or_in_length_is_a_miss()
    {
        int[] key = [.. Enumerable.Range(0, 40)];
        var table = new MemoTable<string>();
        table.Add(key, "result");
        Assert.True(table.TryGet([.. key], out string? found));
        Assert.Equal("result", found);
        for (int i = 0; i < key.Length; i++)
        {
            int[] other = [.. key];
            other[i] ^= 1 << (i % 32);
            Assert.False(table.TryGet(other, out found));
            Assert.Null(found);
            Assert.False(table.TryGet(key.AsSpan(0, i), out _));
        }

        Assert.False(table.TryGet([.. key, 0], out _));
    }

    [Fact]
    public void An_empty_key_is_a_key()
    {
        var table = new MemoTable<string>();
        Assert.False(table.TryGet([], out _));
        table.Add([], "nothing");
        Assert.True(table.TryGet([], out string? found));
        Assert.Equal("nothing", found);
    }

    [Fact]
    public void Keys_with_equal_hashes_are_entries_of_their_own()
    {
        (int[] First, int[] Second)[] pairs = CollidingKeys(300_000);
        Assert.NotEmpty(pairs);
        foreach ((int[] first, int[] second) in pairs)
        {
            var table = new MemoTable<string>();
            table.Add(first, "first");
            Assert.False(table.TryGet(second, out _));
            table.Add(second, "second");
            Assert.Equal(2, table.Count);
            Assert.True(table.TryGet([.. first], out string? found));
            Assert.Equal("first", found);
            Assert.True(table.TryGet([.. second], out found));
            Assert.Equal("second", found);
        }
    }

    [Fact]
    [Trait("kind", "property")]
    public void It_answers_like_a_dictionary_of_texts()
    {
        Gen.Int[0, 3].Array[0, 4].Array[0, 60].ForAll(keys =>
        {
            var table = new MemoTable<string>();
            var expected = new Dictionary<string, string>();
            for (int i = 0; i < keys.Length; i++)
            {
                string text = string.Join(',', keys[i]);
                Assert.Equal(expected.TryGetValue(text, out string? wanted), table.TryGet(keys[i], out string? found));
                Assert.Equal(wanted, found);
                table.Add([.. keys[i]], $"result {i}");
                expected[text] = $"result {i}";
                Assert.Equal(expected.Count, table.Count);
            }
        });
    }

    [Fact]
    public void Nothing_is_left_after_a_clear()
    {
        var table = new MemoTable<string>();
        table.Add([1, 2], "before");
        table.Clear();
        Assert.Equal(0, table.Count);
        Assert.False(table.TryGet([1, 2], out _));
        table.Add([1, 2], "after");
        Assert.True(table.TryGet([1, 2], out string? found));
        Assert.Equal("after", found);
    }

    [Fact]
    public void Building_a_key_and_looking_it_up_allocates_nothing()
    {
        var key = new StateKeyBuilder();
        var table = new MemoTable<string>();
        table.Add([.. Enumerable.Range(0, 1000)], "result");
        Assert.True(IsHit());
        Assert.Equal(0, Allocation.LeastBytes(() =>
        {
            for (int i = 0; i < 100; i++)
                IsHit();
        }));

        bool IsHit()
        {
            key.Clear();
            for (int i = 0; i < 1000; i++)
                key.Add(i);
            return table.TryGet(key.Span, out _);
        }
    }

    /// <summary>The example of the assembly's page: a bank that is busy for some cycles after each use.</summary>
    [Fact]
    public void A_state_that_comes_again_later_is_simulated_once()
    {
        var key = new StateKeyBuilder();
        var table = new MemoTable<string>();
        int simulations = 0;
        long now = 1000;
        for (int i = 0; i < 30; i++)
        {
            long freeAt = now + i % 3;
            key.Clear();
            key.AddFuture(id: 3, freeAt, now);
            if (!table.TryGet(key.Span, out string? waits))
            {
                simulations++;
                table.Add(key.Span.ToArray(), waits = $"{freeAt - now} cycles");
            }

            Assert.Equal($"{i % 3} cycles", waits);
            now += 50;
        }

        Assert.Equal(3, simulations);
    }

    /// <summary>Among so many keys some have equal 32-bit hashes: n^2 / 2^33 pairs are to be expected.</summary>
    private static (int[] First, int[] Second)[] CollidingKeys(int count)
    {
        var comparer = new StateKeyComparer();
        return
        [
            .. Enumerable.Range(0, count).Select(i => new[] { i, 17, i >> 4 })
                .GroupBy(comparer.GetHashCode).Where(group => group.Count() > 1)
                .Select(group => (group.First(), group.Last())),
        ];
    }
}
