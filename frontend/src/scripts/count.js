// How many characters are left, written as the pages write numbers: 2,000 in English, 2 000 elsewhere.
import { CharacterCount } from "govuk-frontend";

const NBSP = "\u00a0";

export function grouped(digits, language) {
  return digits.replace(/\D/g, "").replace(/\B(?=(\d{3})+$)/g, language.startsWith("en") ? "," : NBSP);
}

export class LocalCount extends CharacterCount {
  formatCountMessage(left, kind) {
    const language = this.$root.closest("[lang]")?.lang ?? "en";
    return super.formatCountMessage(left, kind).replace(/\d[\d.,\s]*/, (digits) => grouped(digits, language));
  }
}
