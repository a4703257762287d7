"""The shipped packs: their own tests, all 88 rules of the catalogue, and the cases that must come out right."""

import pytest
import yaml

from analysis import guideline_tests
from analysis.model import ROLES, SEVERITIES, Setting
from tests.helpers import ROOT

CATALOGUE = """
rolle.kasket-uklar rolle.paa-egne-vegne rolle.kasket-kan-ikke-laegges rolle.taler-for-alle rolle.medlemmernes-taleroer
rolle.tilsagn-uden-mandat rolle.titel-som-pondus fortrolig.borgersag fortrolig.genkendelig-uden-navn
fortrolig.lukket-punkt fortrolig.forligsinstitution fortrolig.forhandlingsbord fortrolig.personalesag
fortrolig.internt-materiale fortrolig.udbud fortrolig.lukket-gruppe persondata.cpr persondata.kontaktoplysninger
persondata.foelsomme persondata.fagforeningsmedlemskab persondata.strafbare-forhold persondata.billede-samtykke
persondata.boern graense.trusler graense.hadefuld-gruppe graense.udokumenteret-anklage graense.privatliv
tone.oegenavne tone.haanlig-om-sag tone.loegnbeskyldning tone.vulgaert tone.affejning tone.sarkasme tone.raab
tone.generaliserer-gruppe tone.person-frem-for-sag tone.hidsig tone.absolutter tone.skarp-om-sagen tone.anerkendelse
sandhed.rygter sandhed.citat-uden-daekning sandhed.tal-uden-kilde sandhed.gevinstloefte sandhed.kun-een-loesning
sandhed.fejl-indroemmet loyalitet.mundkurv loyalitet.beslutning-undergraves loyalitet.proces-i-gang
loyalitet.medarbejdere-haenges-ud loyalitet.ressourcekritik politik.partistoette politik.kommunale-midler
politik.institution-som-kulisse politik.landspolitik-i-kommunens-navn politik.folkevalgt-kampagne
arbejdskamp.fredspligt arbejdskamp.skruebraekker arbejdskamp.organisationsfjendtlig arbejdskamp.lovlig-mobilisering
reklame.skjult reklame.leverandoerros reklame.gave ophav.andres-indhold ophav.ai-indhold platform.laengde
platform.fold platform.hashtags platform.hashtag-laesbar platform.emoji platform.alttekst platform.pyntebogstaver
platform.instagram-link klarsprog.lange-saetninger klarsprog.kancellistil klarsprog.forkortelser
klarsprog.abstrakt-digitalisering dialog.skal-vi-svare dialog.sagsbehandling dialog.lukker dialog.inviterer
dialog.blokering dialog.haenger-kritiker-ud balance.privat-paa-rolleprofil balance.familie-udleveret
balance.kun-fagligt balance.personlig-ikke-privat balance.selvros
""".split()

NEITHER_WARN_NOR_STOP, AT_MOST_CONSIDER = ("fine", "note", "consider"), ("fine", "note", "consider")
AT_LEAST_CONSIDER, AT_LEAST_WARN, STOP = ("consider", "warn", "stop"), ("warn", "stop"), ("stop",)

OMBUDSMAN = [
    # text, roles, verdicts allowed, rule expected to say so
    ("en person, der måske ikke har sandhed som sin største spidskompetence", ROLES, AT_LEAST_WARN, "tone.loegnbeskyldning"),
    ("den mest nosseløse, uprofessionelle, kiksede omgang lorte 'journalistik' i dansk fjernsyn. Ever!", ROLES, AT_LEAST_CONSIDER, "tone.vulgaert"),
    ("den mest nosseløse, uprofessionelle, kiksede omgang lorte 'journalistik' i dansk fjernsyn. Ever!", ("municipal-manager",), AT_LEAST_WARN, "tone.vulgaert"),
    ("de har plattet min kommune for sygedagpengerefusion", ROLES, STOP, "graense.udokumenteret-anklage"),
    ("ledelsen overvåger og forfølger folk", ROLES, NEITHER_WARN_NOR_STOP, None),
    ("Det er en brændende platform der kan sidestilles med børnedødeligheden i Afrika. WTF??????", ROLES, AT_MOST_CONSIDER, None),
    ("Jeg blev overfuset af min leder, og det var ikke første gang. Der har været flere klager.", ROLES, NEITHER_WARN_NOR_STOP, None),
    ("Hold dig fra pressen.", ("municipal-manager", "chief-executive"), STOP, "loyalitet.mundkurv"),
]  # fmt: skip


def every_finding(review):
    return [weaker for finding in review.findings for weaker in (finding, *finding.also)]


def test_the_tests_inside_the_rules_hold(reviewer):
    results = list(guideline_tests.run(reviewer))
    assert [str(failure) for failure in results if failure] == []
    assert len(results) > 4 * len(CATALOGUE)


def test_all_88_rules_of_the_catalogue_have_their_place(reviewer):
    assert len(CATALOGUE) == 88
    assert set(CATALOGUE) - {rule.id for rule in reviewer.guidelines.all_rules()} == set()


@pytest.mark.parametrize(("text", "roles", "allowed", "rule"), OMBUDSMAN)
def test_the_ombudsmans_cases(reviewer, text, roles, allowed, rule):
    for role in roles:
        review = reviewer.review(text, Setting(role))
        assert review.verdict in allowed, f"{role}: {[(f.rule, f.severity, f.quote) for f in review.findings]}"
        assert rule is None or rule in {finding.rule for finding in every_finding(review) if finding.severity in allowed}


@pytest.mark.parametrize(
    "text",
    [
        "også medarbejdere har et stort ansvar for at få samarbejdet med ledelsen til at fungere",
        "Et godt samarbejde kommer ikke af sig selv. Også medarbejdere har et stort ansvar for at få samarbejdet med ledelsen til at fungere.",
        "Vi skal turde sige højt, at medarbejderne også selv har et ansvar for samarbejdet med deres ledelse.",
    ],
)
def test_barkholts_post_is_on_the_knifes_edge_of_loyalty_and_never_a_stop(reviewer, text):
    review = reviewer.review(text, Setting("union-leader"))
    assert "consider" in {finding.severity for finding in every_finding(review) if finding.category == "loyalty"}
    assert review.verdict == "consider"


@pytest.mark.parametrize("role", ROLES)
def test_criticism_upwards_is_never_a_stop(reviewer, role):
    for text in (
        "Byrådets beslutning er uansvarlig, men nu skal vi jo udføre den.",
        "Jeg advarede politikerne, men de lyttede ikke til os.",
        "Forbundets ledelse har valgt forkert, og det mener jeg stadig.",
    ):
        loyalty = [f.severity for f in every_finding(reviewer.review(text, Setting(role))) if f.category == "loyalty"]
        assert "stop" not in loyalty


def test_hints_are_hints_and_permissions_are_permissions(reviewer):
    for rule in reviewer.guidelines.all_rules():
        levels = {rule.severity(role) for role in ROLES} - {"off"}
        assert levels <= set(SEVERITIES)
        assert rule.category not in ("platform", "balance") or levels <= {"note", "may"}
        assert (rule.kind == "may") == ("may" in levels), rule.id


def test_every_rule_says_why_what_instead_and_by_which_source(reviewer):
    for rule in reviewer.guidelines.all_rules():
        assert 20 <= len(rule.why) <= 400, rule.id
        assert 10 <= len(rule.advice) <= 400, rule.id
        assert rule.sources, rule.id
        assert len({test.text for test in rule.tests if test.expect == "flag"}) >= 2, rule.id
        assert len({test.text for test in rule.tests if test.expect == "pass"}) >= 2, rule.id


ORDINARY = (
    "I dag åbnede vi den nye legeplads bag biblioteket i Hobro. Der var saftevand og boller til alle, og gartnerne fik et velfortjent bifald. ",
    " Legepladsen er åben hver dag fra klokken otte til solnedgang, og der er plads til cykler ved indgangen.",
)


@pytest.mark.parametrize("text", ["også medarbejdere har et stort ansvar for at få samarbejdet med ledelsen til at fungere.", "Send cpr-nr. til mig i kommentarsporet.", "De har løjet for os siden marts."])
def test_an_ordinary_post_around_it_does_not_silence_a_rule(reviewer, text):
    alone, inside = (
        {(finding.rule, finding.severity) for finding in every_finding(reviewer.review(words)) if finding.is_alarm and finding.evidence != "understood"}
        for words in (text, text.join(ORDINARY))
    )
    assert alone
    assert alone <= inside


def test_the_sample_draft_after_barkholt_is_on_the_knifes_edge(reviewer):
    drafts = yaml.safe_load((ROOT / "sample_posts" / "drafts.yaml").read_text("utf-8"))
    review = reviewer.review(next(draft["text"] for draft in drafts if draft["id"] == "barkholt"), Setting("union-leader"))
    assert ("loyalty", "consider") in {(finding.category, finding.severity) for finding in review.findings}
    assert review.verdict == "consider"
