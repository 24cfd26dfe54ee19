import { describe } from 'vitest';
import { TABLES } from '../../../testing/analyst-tables';
import { expectAnalyses } from '../../../testing/expect-analyses';

describe('employees', () => {
  expectAnalyses(TABLES.staff, {
    'average salary by department':
      'group mean(Annual Salary (USD)) by Department',
    'average salary': 'total mean(Annual Salary (USD))',
    'highest salary': 'total max(Annual Salary (USD))',
    'who earns the most': 'rows sort Annual Salary (USD) desc limit 1',
    'top 10 earners': 'rows sort Annual Salary (USD) desc limit 10',
    'highest paid employees': 'rows sort Annual Salary (USD) desc limit 10',
    'salary by gender': 'group mean(Annual Salary (USD)) by Gender',
    'gender distribution': 'group count(#rows) by Gender [bar]',
    'how many employees per department':
      'group count(#employees) by Department',
    'headcount by department': 'group count(#rows) by Department',
    'number of women': 'total count(#rows) where Gender=Female',
    'average age of employees in Sales':
      'total mean(Age) where Department=Sales',
    'employees older than 50': 'rows limit 20 where Age>50',
    'median salary by job title, top 5':
      'group median(Annual Salary (USD)) by Job Title limit 5',
    'salary distribution': 'distribution Annual Salary (USD) [histogram]',
    'boxplot of salary by department':
      'distribution Annual Salary (USD) by Department [box]',
    'age vs salary': 'relation Age ~ Annual Salary (USD)',
    'does salary depend on age': 'relation Annual Salary (USD) ~ Age',
    'hires per year': 'trend count(#hires) over Hire Date@year',
    'employees hired after 2020': 'rows limit 20 where Hire Date:2021-01-01..',
    'average salary of remote employees':
      'total mean(Annual Salary (USD)) where Remote=True',
    'how many remote employees': 'total count(#employees) where Remote=True',
    'performance rating by department':
      'group mean(Performance Rating) by Department',
    'number of employees by rating':
      'group count(#employees) by Performance Rating',
    'which department has the highest average salary':
      'group mean(Annual Salary (USD)) by Department limit 10 extreme',
    'salary by age': 'group mean(Annual Salary (USD)) by ranges(Age)',
    'salaries between 50000 and 80000':
      'rows limit 20 where Annual Salary (USD):50000..80000',
    'total payroll': 'total sum(Annual Salary (USD))',
    'oldest employee': 'rows sort Age desc limit 1',
    'youngest employees': 'rows sort Age asc limit 10',
    'correlation between age and salary': 'relation Age ~ Annual Salary (USD)',
    'average salary in IT vs Finance':
      'group mean(Annual Salary (USD)) by Department where Department=IT|Finance',
    'salary stats by department':
      'group count(Annual Salary (USD))+mean(Annual Salary (USD))+median(Annual Salary (USD))+std(Annual Salary (USD))+min(Annual Salary (USD))+max(Annual Salary (USD)) by Department',
    'share of employees by department':
      'group count(#employees) by Department share',
    'lowest salary per department':
      'group min(Annual Salary (USD)) by Department asc',
    'employees in Legal earning more than 100k':
      'rows limit 20 where Department=Legal & Annual Salary (USD)>100000',
    'percentage of women': 'part of #rows Gender=Female',
    'min and max salary':
      'total min(Annual Salary (USD))+max(Annual Salary (USD))'
  });
});

describe('visits to a hospital', () => {
  expectAnalyses(TABLES.visits, {
    'number of patients by ward': 'group distinct(patient_id) by ward',
    'how many visits per month':
      'trend count(#visits) over admission_date@month',
    'average length of stay by ward': 'group mean(length_of_stay_days) by ward',
    'average length of stay by diagnosis top 10':
      'group mean(length_of_stay_days) by diagnosis limit 10',
    'total charges by ward as a pie chart':
      'group sum(total_charges) by ward [pie]',
    'readmission rate by ward': 'group mean(readmitted) by ward',
    'how many readmitted patients':
      'total distinct(patient_id) where readmitted=True',
    'patients over 65': 'rows limit 20 where age>65',
    'average age by sex': 'group mean(age) by sex',
    'visits per weekday': 'group count(#visits) by admission_date@weekday',
    'busiest ward': 'group count(#rows) by ward limit 10 extreme',
    'most common diagnoses': 'group count(#rows) by diagnosis limit 10',
    'total charges over time':
      'trend sum(total_charges) over admission_date@month [line]',
    'monthly admissions': 'trend count(#admissions) over admission_date@month',
    'admissions in 2022': 'rows limit 20 where admission_date year 2022',
    'discharges per month':
      'trend count(#discharges) over discharge_date@month',
    'longest stays': 'total max(length_of_stay_days)',
    'length of stay distribution':
      'distribution length_of_stay_days [histogram]',
    'charges by age': 'group sum(total_charges) by ranges(age)',
    'average charges for Cardiology and Oncology':
      'total mean(total_charges) where ward=Cardiology|Oncology',
    'patients aged between 20 and 40': 'rows limit 20 where age:20..40',
    'visits without readmission': 'rows limit 20 where readmitted!=True',
    'compare Cardiology and Surgery':
      'group sum(total_charges) by ward where ward=Cardiology|Surgery',
    'number of visits where length of stay > 7 days':
      'total count(#visits) where length_of_stay_days>7',
    'female patients by ward': 'group count(#patients) by ward where sex=F'
  });
});

describe('marks of students', () => {
  expectAnalyses(TABLES.grades, {
    'average score by subject': 'group mean(score) by subject',
    'best students': 'group mean(score) by student limit 10',
    'top 5 students by average score': 'group mean(score) by student limit 5',
    'average score by class and subject': 'group mean(score) by class,subject',
    'heatmap of score by class and subject':
      'group mean(score) by class,subject [heatmap]',
    'who has the highest score in Math':
      'rows sort score desc limit 1 where subject=Math',
    'students with more than 5 absences': 'rows limit 20 where absences>5',
    'score distribution': 'distribution score [histogram]',
    'score by semester': 'group mean(score) by semester',
    'worst subject': 'group mean(score) by subject limit 10 asc extreme',
    'absences vs score': 'relation absences ~ score',
    'how many students per class': 'group distinct(student) by class',
    'median score in Physics': 'total median(score) where subject=Physics',
    'grades by class': 'group mean(score) by class',
    'list all subjects': 'values subject',
    'which class is best': 'group mean(score) by class limit 10 extreme',
    'pass rate': 'unknown pass, rate',
    'failing students': '? failing'
  });
});

describe('answers to a survey', () => {
  expectAnalyses(TABLES.survey, {
    'average satisfaction by country': 'group mean(satisfaction) by country',
    'satisfaction distribution': 'distribution satisfaction [histogram]',
    'how many would recommend': 'total count(#rows) where would_recommend=yes',
    'responses by gender': 'group count(#responses) by gender',
    'satisfaction by age group': 'group mean(satisfaction) by age_group',
    'share of respondents by country':
      'group count(#respondents) by country share',
    'number of responses from Norway':
      'total count(#responses) where country=Norway',
    'satisfaction by gender and age group':
      'group mean(satisfaction) by gender,age_group',
    'would recommend by gender': 'group count(#rows) by would_recommend,gender',
    'female respondents by age group':
      'group count(#respondents) by age_group where gender=female',
    'satisfaction 5': 'rows limit 20 where satisfaction in 5',
    'most common country': 'group count(#rows) by country limit 10 extreme',
    'mean satisfaction of women in Norway':
      'total mean(satisfaction) where gender=female & country=Norway',
    comments: 'values comments'
  });
});
