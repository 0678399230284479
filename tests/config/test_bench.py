from panah.config.bench.timing import Work, measure, table


def test_the_table_says_how_far_from_the_goal():
    works = [Work("quick", lambda: 12, goal=1000.0), Work("slow", lambda: sum(range(400_000)) and 7, goal=0.1)]
    lines = table(measure(works, rounds=3, warm_up=1)).splitlines()
    assert "median ms" in lines[0]
    assert lines[1].startswith("calibration loop")
    assert " ok" in lines[2]
    assert " x" in lines[3]
    assert lines[2].rstrip().endswith("12")
