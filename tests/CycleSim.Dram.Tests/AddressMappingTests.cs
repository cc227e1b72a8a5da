using CycleSim.Dram.Parts;

namespace CycleSim.Dram.Tests;

public class AddressMappingTests
{
    private static readonly DramSpec Spec = DramLoader.Load("ddr3-1600-4gb-x8");

    [Theory]
    [InlineData("ro ra ba co", 1, 5, 7, 3)]
    [InlineData("rabaroco", 1, 5, 7, 3)]
    [InlineData("co ro ra ba", 0, 2, 9, 100)]
    public void Fields_stand_where_the_description_puts_them(string description, int rank, int bank, int row, int column)
    {
        var mapping = new AddressMapping(Spec with { Mapping = description });
        long burst = 0;
        foreach (char[] field in string.Concat(description.Split(' ')).Chunk(2))
        {
            (int size, int value) = new string(field) switch
            {
                "ra" => (Spec.Ranks, rank),
                "ba" => (Spec.Banks, bank),
                "ro" => (Spec.Rows, row),
                _ => (Spec.Columns, column),
            };
            burst = burst * size + value;
        }

        Assert.Equal(new DramAddress(rank, bank, row, column), mapping.Of(burst * Spec.BurstBytes + 17));
        Assert.Equal(description.EndsWith("co", StringComparison.Ordinal), mapping.IsRowContiguous);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ro ba co")]
    [InlineData("ro ra ba co co")]
    [InlineData("ro ra bg co")]
    [InlineData("ro ra ba co xy")]
    public void Wrong_descriptions_are_refused(string description)
    {
        Assert.NotNull(AddressMapping.Problem(Spec with { Mapping = description }));
        Assert.Throws<ArgumentException>(() => new AddressMapping(Spec with { Mapping = description }));
    }
}
