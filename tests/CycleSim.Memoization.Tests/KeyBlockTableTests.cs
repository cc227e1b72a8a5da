namespace CycleSim.Memoization.Tests;

/// <summary>Equal blocks are one object; an id stands for the same integers for ever.</summary>
public sealed class KeyBlockTableTests
{
    [Fact]
    public void Equal_integers_are_one_block_and_others_another()
    {
        var blocks = new KeyBlockTable();
        KeyBlock first = blocks.Intern([1, 2, 3]);
        Assert.Same(first, blocks.Intern([1, 2, 3]));
        Assert.Equal([1, 2, 3], first.Span.ToArray());
        KeyBlock[] others = [blocks.Intern([1, 2]), blocks.Intern([1, 2, 4]), blocks.Intern([]), blocks.Intern([1, 2, 3, 0])];
        Assert.Equal(5, others.Append(first).Select(block => block.Id).Distinct().Count());
    }

    [Fact]
    public void A_block_keeps_its_integers_when_the_buffer_is_used_again()
    {
        var blocks = new KeyBlockTable();
        var key = new StateKeyBuilder();
        key.Add(5);
        KeyBlock block = blocks.Intern(key.Span);
        key.Clear();
        key.Add(6);
        Assert.NotSame(block, blocks.Intern(key.Span));
        Assert.Equal([5], block.Span.ToArray());
        Assert.Same(block, blocks.Intern([5]));
    }

    [Fact]
    public void Ids_are_never_used_again()
    {
        var blocks = new KeyBlockTable();
        var used = new HashSet<int>();
        for (int round = 0; round < 5; round++)
        {
            for (int i = 0; i < 20; i++)
                Assert.True(used.Add(blocks.Intern([i]).Id));
            blocks.Clear();
        }
    }

    [Fact]
    public void The_size_grows_with_each_new_block_alone_and_is_zero_after_a_clear()
    {
        var blocks = new KeyBlockTable();
        blocks.Intern([1, 2, 3]);
        long one = blocks.SizeInts;
        Assert.True(one > 3);
        blocks.Intern([1, 2, 3]);
        Assert.Equal(one, blocks.SizeInts);
        blocks.Intern([4, 5, 6]);
        Assert.Equal(2 * one, blocks.SizeInts);
        blocks.Clear();
        Assert.Equal(0, blocks.SizeInts);
    }
}
